import type { Line } from './tree.js';

/** The lines of a file, of which nothing is known but what each looks like. */
export interface Lines {
  /** A letter for each, as grammar/suppression.peggy reads them. */
  readonly letters: string;
  /** The text of the line at an index, without white space around it. */
  readonly textAt: (at: number) => string;
  /** In bytes, from the first that is no white space, where there is one; the newline does not count. */
  readonly lengthAt: (at: number) => number;
  /** Where the line begins, in bytes; behind the last one, where the file ends. */
  readonly startAt: (at: number) => number;
  /** Only the last line may lack a newline. */
  readonly isTerminated: (at: number) => boolean;
  /** Cuts the line at an index from the file; of lines that nobody holds nothing is kept. */
  readonly lineAt: (at: number, type: Line['type']) => Line;
}

/** Cuts a file, a byte string, into lines as Valgrind does: at newlines alone. */
export function linesIn(bytes: string): Lines {
  const count = countLines(bytes);
  const letters = new Uint8Array(count);
  /** Where each line begins, and behind them where the file ends. */
  const starts = new Int32Array(count + 1);
  for (let at = 0, start = 0; at < count; at++) {
    const newline = bytes.indexOf('\n', start);
    const end = newline < 0 ? bytes.length : newline;
    letters[at] = letterOf(bytes, firstInk(bytes, start, end), end);
    start = Math.min(end + 1, bytes.length);
    starts[at + 1] = start;
  }
  const isWhole = bytes.endsWith('\n');
  const isTerminated = (at: number) => isWhole || at < count - 1;
  const startAt = (at: number) => starts[at]!;
  return { letters: decoder.decode(letters), textAt, lengthAt, startAt, isTerminated, lineAt };

  function lengthAt(at: number): number {
    const stop = starts[at + 1]!;
    const begin = letters[at] === blank ? starts[at]! : firstInk(bytes, starts[at]!, stop);
    return stop - begin - (isTerminated(at) ? 1 : 0);
  }

  function textAt(at: number): string {
    const stop = starts[at + 1]!;
    const begin = firstInk(bytes, starts[at]!, stop);
    return bytes.slice(begin, afterInk(bytes, begin, stop));
  }

  function lineAt(at: number, type: Line['type']): Line {
    const [start, stop] = [starts[at]!, starts[at + 1]!];
    const begin = type === 'blank' ? start : firstInk(bytes, start, stop);
    const end = type === 'blank' ? start : afterInk(bytes, begin, stop);
    return {
      type,
      offset: begin,
      line: at + 1,
      column: begin - start + 1,
      indent: bytes.slice(start, begin),
      text: bytes.slice(begin, end),
      end: bytes.slice(end, stop),
    };
  }
}

const decoder = new TextDecoder('latin1');

/** What stands behind the last newline is a line too, unless it is empty. */
function countLines(bytes: string): number {
  let count = 0;
  for (let at = bytes.indexOf('\n'); at >= 0; at = bytes.indexOf('\n', at + 1)) count += 1;
  return bytes === '' || bytes.endsWith('\n') ? count : count + 1;
}

/** Valgrind's strings end at a NUL byte, so `{` followed by one is a brace alone. */
function letterOf(bytes: string, first: number, end: number): number {
  if (first === end) return blank;
  const letter = bytes.charCodeAt(first);
  if (letter === comment) return comment;
  if (letter !== open && letter !== close) return other;
  return bytes.charCodeAt(first + 1) === 0 || firstInk(bytes, first + 1, end) === end ? letter : other;
}

const [blank, comment, open, close, other] = [...'_#{}x'].map((letter) => letter.charCodeAt(0)) as [
  number,
  number,
  number,
  number,
  number,
];

/** Where the white space ends that begins at `start`. */
function firstInk(bytes: string, start: number, end: number): number {
  let at = start;
  while (at < end && isSpace(bytes.charCodeAt(at))) at += 1;
  return at;
}

/** Where the white space begins that ends at `end`. */
function afterInk(bytes: string, start: number, end: number): number {
  let at = end;
  while (at > start && isSpace(bytes.charCodeAt(at - 1))) at -= 1;
  return at;
}

/** Tab, newline, vertical tab, form feed, carriage return or blank. */
function isSpace(byte: number): boolean {
  return byte === 0x20 || (byte >= 0x09 && byte <= 0x0d);
}
