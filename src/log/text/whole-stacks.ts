import type { Chunk } from '../chunk.js';
import { canFind, createStackFinder, full, unclear, type StackFinder } from './find-stack.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { Stack, Stacks } from './stacks.js';

/** Stacks as they are printed, all lines together: one search for many bytes is quicker than looking up each line. */
export interface WholeStacks {
  /**
   * The stack that begins at `at`: the stack lines there that begin with `prefix`. Undefined for one that the chunk may
   * not show as a whole, and for what is damaged: that is read line by line.
   */
  find(chunk: Chunk, at: number, prefix: string): Stack | undefined;
  /** Does a line with nothing but the prefix follow the stack that was found last? */
  isClosed(): boolean;
}

/** So many are remembered before starting afresh: a log goes on to other programs. */
const mostStacks = 1 << 14;
/** Longer prefixes are no process's. */
const longestPrefix = 64;

/** A memory of stacks, which are made by `stacks` of lines that `frames` reads. */
export function createWholeStacks(frames: FrameReader, stacks: Stacks): WholeStacks {
  let finder: StackFinder | undefined;
  let known: Stack[] = [];

  /** The lines of a stack that is not remembered. */
  function read({ text }: Chunk, at: number, bytes: number, prefix: number): FrameLine[] | undefined {
    const lines: FrameLine[] = [];
    for (let from = at; bytes > 0;) {
      const lineEnd = text.indexOf('\n', from);
      const line = frames.read(text.slice(from + prefix, lineEnd));
      if (!line?.isWhole) return undefined;
      lines.push(line);
      bytes -= line.text.length + 1;
      from = lineEnd + 1;
    }
    return lines;
  }

  function remember(finder: StackFinder, stack: Stack): void {
    const kept = known.length < mostStacks ? finder.keep(known.length) : full;
    if (kept > 0) known.push(stack);
    else if (kept === full) {
      finder.forget();
      known = [];
    }
  }

  return {
    find(chunk, at, prefix) {
      if (!canFind || prefix.length > longestPrefix) return undefined;
      finder ??= createStackFinder();
      const number = finder.find(chunk, at, prefix.length);
      if (number >= 0) return known[number];
      if (number === unclear) return undefined;
      const lines = read(chunk, at, finder.bytes(), prefix.length);
      const stack = lines && stacks.stackOf(lines);
      if (stack) remember(finder, stack);
      return stack;
    },
    isClosed: () => finder!.isClosed() !== 0,
  };
}
