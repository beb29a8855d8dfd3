import { isFrameLine } from '../printed-frame.js';
import type { Chunk } from '../chunk.js';
import type { FrameLine, FrameReader } from './frame-reader.js';
import type { Stack, Stacks } from './stacks.js';

/** Stacks as they are printed, all lines together: one comparison of many bytes is quicker than looking up each line. */
export interface WholeStacks {
  /**
   * The stack that begins at `at`, if its lines all begin with `prefix` and one with nothing else follows them in the chunk.
   * Undefined for any other, and for what is damaged: that is read line by line.
   */
  find(chunk: Chunk, at: number, prefix: string): WholeStack | undefined;
}

export interface WholeStack {
  readonly stack: Stack;
  /** From the first prefix to the last line end. */
  readonly length: number;
}

interface Remembered extends WholeStack {
  /** As printed, with `prefix`: that of the process it was seen in last. */
  readonly bytes: Buffer;
  prefix: string;
  /** Where the prefixes stand. */
  readonly starts: readonly number[];
}

/** Stacks of one place are remembered side by side, so many of them. */
const ways = 8;
const places = 1 << 11;
/** So much is remembered, and so many times it is asked before starting afresh: a log goes on to other programs. */
const mostBytes = 1 << 23;
const mostAsked = 1 << 18;
const longest = 1 << 14;
/** Longer prefixes are no process's. */
const longestPrefix = 64;

/** A memory of stacks, which are made by `stacks` of lines that `frames` reads. */
export function createWholeStacks(frames: FrameReader, stacks: Stacks): WholeStacks {
  const remembered = new Array<Remembered | undefined>(places * ways).fill(undefined);
  let size = 0;
  let asked = 0;
  let last = { prefix: '', emptyLine: '' };

  function remember(way: number, whole: Remembered): void {
    size += whole.length;
    remembered[way] = whole;
  }

  /** The lines of a stack that is not remembered. */
  function read({ text }: Chunk, at: number, end: number, prefix: string): FrameLine[] | undefined {
    const lines: FrameLine[] = [];
    for (let from = at; from < end;) {
      const lineEnd = text.indexOf('\n', from);
      if (!text.startsWith(prefix, from) || !isFrameLine(text, from + prefix.length)) return undefined;
      if (text.charCodeAt(lineEnd - 1) === 0x0d) return undefined;
      const line = frames.read(text.slice(from + prefix.length, lineEnd));
      if (!line?.isWhole || line.isFirst !== (from === at)) return undefined;
      lines.push(line);
      from = lineEnd + 1;
    }
    return lines;
  }

  return {
    find(chunk, at, prefix) {
      const { text } = chunk;
      if (prefix !== last.prefix) last = { prefix, emptyLine: `\n${prefix}\n` };
      const end = text.indexOf(last.emptyLine, at) + 1;
      if (end === 0 || end - at > longest || prefix.length > longestPrefix) return undefined;
      if (++asked > mostAsked) {
        remembered.fill(undefined);
        size = asked = 0;
      }
      let way = placeOf(text, at, end, prefix.length) * ways;
      const behind = way + ways;
      for (; way < behind; way++) {
        const whole = remembered[way];
        if (!whole) break;
        if (whole.length === end - at && isAt(whole, chunk, at, prefix)) return whole;
      }
      const lines = read(chunk, at, end, prefix);
      if (!lines) return undefined;
      const whole = { stack: stacks.stackOf(lines), length: end - at };
      if (way < behind && size + whole.length <= mostBytes) remember(way, withBytes(whole, prefix));
      return whole;
    },
  };
}

function withBytes({ stack, length }: WholeStack, prefix: string): Remembered {
  const bytes = Buffer.allocUnsafeSlow(length);
  const starts: number[] = [];
  let at = 0;
  for (const { text } of stack.lines) {
    starts.push(at);
    at += bytes.write(`${prefix}${text}\n`, at, 'latin1');
  }
  return { stack, length, bytes, prefix, starts };
}

/** Does the stack stand there? Its bytes are given the prefix first. */
function isAt(whole: Remembered, chunk: Chunk, at: number, prefix: string): boolean {
  if (whole.prefix !== prefix) {
    if (whole.prefix.length !== prefix.length) return false;
    changePrefix(whole, prefix);
  }
  return whole.bytes.compare(chunk.bytes, at, at + whole.length) === 0;
}

/** Processes that follow each other have pids of which few digits differ. */
function changePrefix(whole: Remembered, prefix: string): void {
  const { bytes, starts, prefix: old } = whole;
  for (let i = 0; i < prefix.length; i++) {
    const byte = prefix.charCodeAt(i);
    if (byte !== old.charCodeAt(i)) for (const start of starts) bytes[start + i] = byte;
  }
  whole.prefix = prefix;
}

/**
 * A place that does not depend on the digits of the prefix: of the first line, and of those after each quarter, the end of
 * the address.
 */
function placeOf(text: string, at: number, end: number, prefixLength: number): number {
  let hash = addressAt(text, at + prefixLength, end - at);
  const quarter = (end - at) >> 2;
  for (let from = at + quarter; from < end; from += quarter) {
    const line = text.indexOf('\n', from) + 1;
    if (line >= end) break;
    hash = addressAt(text, line + prefixLength, hash);
  }
  return (hash ^ (hash >>> 15)) & (places - 1);
}

/** `   by 0x12345678: `. */
function addressAt(text: string, line: number, hash: number): number {
  for (let at = line + 10; at < line + 18; at++) hash = (Math.imul(hash, 31) + text.charCodeAt(at)) | 0;
  return hash;
}
