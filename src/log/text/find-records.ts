import type { LeakKind } from '../../suppression/suppression.js';
import type { Chunk } from './chunks.js';
import module from './find-records.wasm.js';

/**
 * Finds what was kept of a text log before, wherever its lines are the same behind the prefixes: stacks, headers, and
 * records that are made of both.
 */
export interface RecordFinder {
  /**
   * The number of the stack that begins at `at`: all lines from there on that are stack lines and begin with the same
   * `prefix` bytes. -1 when it is not kept; `unclear` when its end is not in the chunk, or a line ends in `\r\n`.
   */
  find(chunk: Chunk, at: number, prefix: number): number;
  /** Bytes of the lines of the stack that was looked for last, if that was not `unclear`, without prefixes, with line ends. */
  bytes(): number;
  /** Does a line with nothing but the prefix follow it? */
  isClosed(): number;
  /** The number of the header that stands at `at`, behind its prefix, to the end of its line; as `find`. */
  findLine(chunk: Chunk, at: number): number;
  /** Keeps what was looked for last and is unknown, if there is a place for it; `full` when all must be forgotten first. */
  keep(number: number): number;
  forget(): void;
  /**
   * How many records follow each other from `at` on: for each a leak record's header or one that is kept, a stack that is
   * kept, and a line with nothing but the prefix. No more than there is a place for; `record` tells of them.
   */
  findRecords(chunk: Chunk, at: number, prefix: number): number;
  endOfRecords(): number;
  /** The record that is so many after the first. */
  record(index: number): FoundRecord;
}

export interface FoundRecord {
  /** An index of `leakKinds`, or the number of a header. */
  readonly head: number;
  readonly stack: number;
  /** Where the text of its header begins, and the line below it. */
  readonly at: number;
  readonly below: number;
  /** How many lines the stack has. */
  readonly depth: number;
  /** Of leak records; of others they say nothing. */
  readonly bytes: number;
  readonly blocks: number;
}

export const unclear = -2;
export const full = -1;

/** The numbers that headers of leak records have, which are not kept. */
export const leakKinds: readonly LeakKind[] = ['definite', 'indirect', 'possible', 'reachable'];

interface Exports {
  readonly memory: WebAssembly.Memory;
  readonly records: { readonly value: number };
  readonly find: (at: number, end: number, prefix: number) => number;
  readonly bytes: () => number;
  readonly isClosed: () => number;
  readonly findLine: (at: number, end: number) => number;
  readonly keep: (number: number) => number;
  readonly forget: () => void;
  readonly findRecords: (at: number, end: number, prefix: number) => number;
  readonly endOfRecords: () => number;
}

/** Bytes of a chunk that there is a place for. */
const longest = 1 << 16;

/** Without a compiler (`node --jitless`) there is no WebAssembly: then all is read line by line. */
export const canFind = typeof WebAssembly !== 'undefined';

let compiled: WebAssembly.Module | undefined;

/** One that keeps at most 8 MiB (find-records.wat). */
export function createRecordFinder(): RecordFinder {
  compiled ??= new WebAssembly.Module(Buffer.from(module, 'base64'));
  const { memory, records, find, bytes, isClosed, findLine, keep, forget, findRecords, endOfRecords } =
    new WebAssembly.Instance(compiled).exports as Exports;
  let current: Uint8Array | undefined;
  let integers = new Int32Array(0);
  let numbers = new Float64Array(0);

  /** Puts a chunk where the functions look; false for one that is too long. */
  function put({ bytes }: Chunk): boolean {
    if (bytes === current) return true;
    if (bytes.length > longest) return false;
    current = bytes;
    new Uint8Array(memory.buffer).set(bytes);
    return true;
  }

  return {
    find: (chunk, at, prefix) => (put(chunk) ? find(at, chunk.bytes.length, prefix) : unclear),
    bytes,
    isClosed,
    findLine: (chunk, at) => (put(chunk) ? findLine(at, chunk.bytes.length) : unclear),
    keep,
    forget,
    findRecords: (chunk, at, prefix) => (put(chunk) ? findRecords(at, chunk.bytes.length, prefix) : 0),
    endOfRecords,
    record(index) {
      // The memory is another one when it has grown.
      if (integers.buffer !== memory.buffer) {
        integers = new Int32Array(memory.buffer);
        numbers = new Float64Array(memory.buffer);
      }
      const at = (records.value >> 2) + index * 10;
      return {
        head: integers[at]!,
        stack: integers[at + 1]!,
        at: integers[at + 2]!,
        below: integers[at + 3]!,
        depth: integers[at + 8]!,
        bytes: numbers[(at + 4) >> 1]!,
        blocks: numbers[(at + 6) >> 1]!,
      };
    },
  };
}
