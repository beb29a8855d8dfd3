import module from './find-frames.wasm.js';

/** Finds frames that were kept before, each the text from its start tag to its end tag, as Valgrind prints them. */
export interface FrameFinder {
  /** Takes a text to look into, a byte string; false for one that is too long. */
  put(text: string): boolean;
  /** How many frames stand one after the other from `at` on that are kept, or as many as there is a place for. */
  find(at: number): number;
  /** Their numbers, as many as were found. */
  numbers(): Int32Array;
  /** Where the search stopped. */
  stop(): number;
  /** Where the frame ends that stands there and is not kept; 0 if there is no other that is whole and not too long. */
  end(): number;
  /** Keeps that frame, if there is a place for it; `full` when all must be forgotten first. */
  keep(number: number): number;
  forget(): void;
}

export const full = -1;

interface Exports extends Omit<FrameFinder, 'put' | 'find' | 'numbers'> {
  readonly memory: WebAssembly.Memory;
  readonly numbers: { readonly value: number };
  readonly find: (at: number, length: number) => number;
}

/** Bytes of a text that there is a place for, and frames that are found at a time. */
const longest = 1 << 20;
const most = 1 << 9;

let compiled: WebAssembly.Module | undefined;

/** One that keeps about 4 MiB (find-frames.wat); undefined without a compiler (`node --jitless`). */
export function createFrameFinder(): FrameFinder | undefined {
  if (typeof WebAssembly === 'undefined') return undefined;
  compiled ??= new WebAssembly.Module(Buffer.from(module, 'base64'));
  const { memory, numbers, find, stop, end, keep, forget } = new WebAssembly.Instance(compiled)
    .exports as Exports;
  const bytes = Buffer.from(memory.buffer, 0, longest);
  const found = new Int32Array(memory.buffer, numbers.value, most);
  let current: string | undefined;
  return {
    put(text) {
      if (text === current) return true;
      if (text.length > longest) return false;
      bytes.write(text, 'latin1');
      current = text;
      return true;
    },
    find: (at) => find(at, current!.length),
    numbers: () => found,
    stop,
    end,
    keep,
    forget,
  };
}
