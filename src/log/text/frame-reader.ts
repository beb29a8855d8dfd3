import { ownCopy } from '../own-copy.js';
import {
  isFirstFrame,
  readCall,
  splitFrameLine,
  type PrintedCall,
  type PrintedFrame,
} from '../printed-frame.js';
import { mayBeWrapped } from './wrapped.js';

/** A stack line of a text log: one object per distinct line, so that equal stacks are the same objects. */
export interface FrameLine extends PrintedFrame {
  readonly text: string;
  /** No other line of the log has it. */
  readonly number: number;
  /** A stack begins here. */
  readonly isFirst: boolean;
  /** Nothing in it can be the prefix of another process, or set a colour. */
  readonly isWhole: boolean;
  /** Its end may stand on the next line. */
  readonly isOpen: boolean;
}

/** Reads stack lines, for which `isFrameLine` holds. */
export interface FrameReader {
  /** Undefined when it is damaged. */
  read(text: string): FrameLine | undefined;
  /**
   * The line that stands in `chunk` from `at` to a line end, if it is a stack line that has been read before and is
   * still remembered. Line ends are `\n` and `\r\n`.
   */
  find(chunk: string, at: number): FrameLine | undefined;
}

/** The same lines come again and again, in a leak check above all. So much is remembered before starting afresh. */
const mostLines = 1 << 16;
const mostBytes = 1 << 24;
const longest = 1 << 12;

/** A reader that gives the same object for the same line, and lines of several addresses the same frame. */
export function createFrameReader(): FrameReader {
  const lines = new Map<string, FrameLine>();
  const calls = new Map<string, PrintedCall>();
  let bytes = 0;
  let number = 0;

  function readNew(text: string): FrameLine | undefined {
    const line = ownCopy(text);
    const parts = splitFrameLine(line);
    if (!parts) return undefined;
    const call = calls.get(parts.call) ?? readCall(parts.call);
    const frame: FrameLine = {
      text: line,
      address: parts.address,
      name: call.name,
      own: call.own,
      frame: call.frame,
      made: call.made,
      number: number++,
      isFirst: isFirstFrame(line),
      isWhole: !/==\d|\x1b/.test(line),
      isOpen: mayBeWrapped(parts.call, call.frame),
    };
    if (line.length <= longest) remember(line, frame, parts.call, call);
    return frame;
  }

  function remember(line: string, frame: FrameLine, text: string, call: PrintedCall): void {
    if (lines.size >= mostLines || bytes >= mostBytes) {
      lines.clear();
      calls.clear();
      bytes = 0;
    }
    bytes += line.length;
    lines.set(line, frame);
    calls.set(text, call);
  }

  return {
    read: (text) => lines.get(text) ?? readNew(text),
    find(chunk, at) {
      if (!mayBeFrame(chunk, at)) return undefined;
      const end = chunk.indexOf('\n', at);
      if (end < 0 || end - at > longest) return undefined;
      return lines.get(chunk.slice(at, chunk.charCodeAt(end - 1) === 0x0d ? end - 1 : end));
    },
  };
}

/** Three blanks and `at` or `by`. */
function mayBeFrame(chunk: string, at: number): boolean {
  const first = chunk.charCodeAt(at + 3);
  return (
    (first === 0x61 || first === 0x62) &&
    chunk.charCodeAt(at + 1) === 0x20 &&
    chunk.charCodeAt(at + 2) === 0x20
  );
}
