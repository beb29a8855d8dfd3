import type { Chunk } from './chunks.js';
import type { ErrorHeader } from '../headers/index.js';
import { canFind, createRecordFinder, full, leakKinds, unclear, type RecordFinder } from './find-records.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { Stack, Stacks } from './stacks.js';

/**
 * Stacks as they are printed, all lines together, and records of Memcheck that are a header, a stack and an empty line: one
 * search for many bytes is quicker than looking up each line.
 */
export interface WholeRecords {
  /**
   * The stack that begins at `at`: the stack lines there that begin with `prefix`. Undefined for one that the chunk may
   * not show as a whole, and for what is damaged: that is read line by line.
   */
  stack(chunk: Chunk, at: number, prefix: string): Stack | undefined;
  /** Does a line with nothing but the prefix follow the stack that was found last? */
  isClosed(): boolean;
  /** Remembers what the line at `at`, behind its prefix, says as the header of an error of Memcheck. */
  seeHeader(chunk: Chunk, at: number, header: ErrorHeader): void;
  /**
   * How many records follow each other from `at` on of which header and stack are remembered. Some may be left out at the
   * end. What they are is told until something else is looked for.
   */
  find(chunk: Chunk, at: number, prefix: string): number;
  /** Where they end. */
  end(): number;
  /** One of them; the first is 0. */
  record(index: number): WholeRecord;
}

export interface WholeRecord {
  readonly stack: Stack;
  readonly header: ErrorHeader;
  /** Where the text of its header stands. */
  readonly at: number;
  readonly end: number;
  /** How many lines its stack has. */
  readonly depth: number;
}

/** So many are remembered before starting afresh: a log goes on to other programs. */
const mostStacks = 1 << 14;
const mostHeaders = 1 << 10;
/** Longer prefixes are no process's. */
const longestPrefix = 64;

/** A memory of stacks, which are made by `stacks` of lines that `frames` reads, and of headers. */
export function createWholeRecords(frames: FrameReader, stacks: Stacks): WholeRecords {
  let finder: RecordFinder | undefined;
  let known: Stack[] = [];
  let headers: ErrorHeader[] = [];

  /** The lines of a stack that is not remembered. */
  function read(chunk: Chunk, at: number, bytes: number, prefix: number): FrameLine[] | undefined {
    const text = chunk.text();
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

  function remember(finder: RecordFinder, stack: Stack): void {
    const kept = known.length < mostStacks ? finder.keep(known.length) : full;
    if (kept > 0) known.push(stack);
    else if (kept === full) {
      finder.forget();
      known = [];
      headers = [];
    }
  }

  return {
    stack(chunk, at, prefix) {
      if (!canFind || prefix.length > longestPrefix) return undefined;
      finder ??= createRecordFinder();
      const number = finder.find(chunk, at, prefix.length);
      if (number >= 0) return known[number];
      if (number === unclear) return undefined;
      const lines = read(chunk, at, finder.bytes(), prefix.length);
      const stack = lines && stacks.stackOf(lines);
      if (stack) remember(finder, stack);
      return stack;
    },
    isClosed: () => finder!.isClosed() !== 0,
    seeHeader(chunk, at, header) {
      if (!finder || headers.length >= mostHeaders || finder.findLine(chunk, at) !== -1) return;
      if (finder.keep(leakKinds.length + headers.length) > 0) headers.push(header);
    },
    find(chunk, at, prefix) {
      if (!finder || prefix.length > longestPrefix) return 0;
      return finder.findRecords(chunk, at, prefix.length);
    },
    end: () => finder!.endOfRecords(),
    record(index) {
      const { head, stack, at, below, depth, bytes, blocks } = finder!.record(index);
      const leakKind = leakKinds[head];
      return {
        stack: known[stack]!,
        header: leakKind
          ? { kind: 'Memcheck:Leak', leakKind, bytes, blocks }
          : headers[head - leakKinds.length]!,
        at,
        end: below - 1,
        depth,
      };
    },
  };
}
