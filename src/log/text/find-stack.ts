import type { Chunk } from '../chunk.js';
import module from './find-stack.wasm.js';

/** Finds stacks of a text log that were kept before, wherever their lines are the same behind the prefixes. */
export interface StackFinder {
  /**
   * The number of the stack that begins at `at`: all lines from there on that are stack lines and begin with the same
   * `prefix` bytes. -1 when it is not kept; `unclear` when its end is not in the chunk, or a line ends in `\r\n`.
   */
  find(chunk: Chunk, at: number, prefix: number): number;
  /** Bytes of the lines of the stack that was looked for last, if that was not `unclear`, without prefixes, with line ends. */
  bytes(): number;
  /** Does a line with nothing but the prefix follow it? */
  isClosed(): number;
  /** Keeps the stack that was looked for last and is unknown, if there is a place for it; `full` when all must be forgotten first. */
  keep(number: number): number;
  forget(): void;
}

export const unclear = -2;
export const full = -1;

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly find: (at: number, end: number, prefix: number) => number;
  readonly bytes: () => number;
  readonly isClosed: () => number;
  readonly keep: (number: number) => number;
  readonly forget: () => void;
}

/** Bytes of a chunk that there is a place for. */
const longest = 1 << 16;

/** Without a compiler (`node --jitless`) there is no WebAssembly: then all is read line by line. */
export const canFind = typeof WebAssembly !== 'undefined';

let compiled: WebAssembly.Module | undefined;

/** One that keeps at most 8 MiB (find-stack.wat). */
export function createStackFinder(): StackFinder {
  compiled ??= new WebAssembly.Module(Buffer.from(module, 'base64'));
  const { memory, find, bytes, isClosed, keep, forget } = new WebAssembly.Instance(compiled)
    .exports as Exports;
  let current: Uint8Array | undefined;
  return {
    find(chunk, at, prefix) {
      if (chunk.bytes !== current) {
        if (chunk.bytes.length > longest) return unclear;
        current = chunk.bytes;
        new Uint8Array(memory.buffer).set(current);
      }
      return find(at, current.length, prefix);
    },
    bytes,
    isClosed,
    keep,
    forget,
  };
}
