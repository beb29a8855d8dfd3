import { maxLineLength } from './limits.js';
import type { Entry, Line, Tree } from './tree.js';

/** A line that Valgrind acts on. */
export interface SignificantLine {
  /** What Valgrind compares: without white space around it (but see `significantLines`), up to a NUL byte. */
  readonly text: string;
  /** Newlines read so far when Valgrind has this line: the line number it names in messages. */
  readonly valgrindLine: number;
  readonly source: Line;
}

/** The lines of a file that Valgrind acts on: all but blank lines and comments. */
export interface SignificantLines {
  readonly lineCount: number;
  /** The line with an index; undefined behind the last. Asked for in order, the time for all of them is linear. */
  readonly lineAt: (at: number) => SignificantLine | undefined;
  /** Index of the last `}`; -1 where there is none. */
  readonly lastClose: number;
  /** How many newlines the file has: the line that Valgrind names when the file ends too early. */
  readonly newlines: number;
  /** Lines longer than Valgrind can read, comments included: it aborts there. */
  readonly tooLong: readonly Line[];
}

/**
 * The lines of a file that Valgrind does not skip. A last line without newline is special: Valgrind does not trim
 * its end, and does not see that it is a comment.
 */
export function significantLines(tree: Tree): SignificantLines {
  if (latest?.tree !== tree) latest = { tree, lines: findLines(tree) };
  return latest.lines;
}

/** Several tools load a tree, one after the other. */
let latest: { readonly tree: Tree; readonly lines: SignificantLines } | undefined;

function findLines({ items }: Tree): SignificantLines {
  // How many lines come before each item. The lines themselves are made as they are asked for: there may be millions.
  const before = [0];
  const tooLong: Line[] = [];
  let lastClose = -1;
  let newlines = 0;
  let lineCount = 0;
  for (const item of items) {
    for (const line of linesIn(item)) {
      if (isTerminated(line)) newlines += 1;
      if (lengthOf(line) > maxLineLength) tooLong.push(line);
      if (!isSignificant(line)) continue;
      if (line.text[0] === '}' && textOf(line) === '}') lastClose = lineCount;
      lineCount += 1;
    }
    before.push(lineCount);
  }

  // The item that was asked for last: its lines, and how many come before them.
  let first = 0;
  let lines: readonly SignificantLine[] = [];
  return { lineCount, lineAt, lastClose, newlines, tooLong };

  function lineAt(at: number): SignificantLine | undefined {
    if (at >= lineCount) return undefined;
    if (at < first || at >= first + lines.length) {
      const k = itemOf(at);
      first = before[k]!;
      lines = linesIn(items[k]!).filter(isSignificant).map(significantLine);
    }
    return lines[at - first];
  }

  function itemOf(at: number): number {
    let [low, high] = [0, items.length];
    while (high - low > 1) {
      const middle = (low + high) >>> 1;
      if (before[middle]! <= at) low = middle;
      else high = middle;
    }
    return low;
  }
}

function linesIn(item: Entry | Line): readonly Line[] {
  return item.type === 'entry' ? item.lines : [item];
}

function significantLine(source: Line): SignificantLine {
  return { text: textOf(source), valgrindLine: isTerminated(source) ? source.line : source.line - 1, source };
}

function isSignificant(line: Line): boolean {
  return line.text !== '' && !(line.text[0] === '#' && isTerminated(line));
}

function textOf(line: Line): string {
  const text = isTerminated(line) ? line.text : line.text + line.end;
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function isTerminated({ end }: Line): boolean {
  return end[end.length - 1] === '\n';
}

/** The newline does not count. */
function lengthOf(line: Line): number {
  return line.text.length + line.end.length - (isTerminated(line) ? 1 : 0);
}
