import { maxLineLength } from './limits.js';
import type { Lines } from './lines.js';
import type { Entry, Line, Tree } from './tree.js';

/** A line that Valgrind acts on. */
export interface SignificantLine {
  /** What Valgrind compares: without white space around it (but see `significantLines`), up to a NUL byte. */
  readonly text: string;
  /** Newlines read so far when Valgrind has this line: the line number it names in messages. */
  readonly valgrindLine: number;
  readonly source: Line;
}

/** The lines of a file that Valgrind acts on: all but blank lines and comments. There may be millions: none is kept. */
export interface SignificantLines {
  readonly lineCount: number;
  /** The text of the line with an index; undefined behind the last. */
  readonly textAt: (at: number) => string | undefined;
  /** Is that text a brace? Cheaper than the text. False behind the last line. */
  readonly isOpen: (at: number) => boolean;
  readonly isClose: (at: number) => boolean;
  readonly valgrindLineAt: (at: number) => number;
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
  if (latest?.tree !== tree) latest = { tree, found: findLines(tree) };
  return latest.found;
}

/** Several tools load a tree, one after the other. */
let latest: { readonly tree: Tree; readonly found: SignificantLines } | undefined;

function findLines({ items, lines }: Tree): SignificantLines {
  const { letters, isTerminated } = lines;
  /** For each significant line its index among all. */
  const places = new Int32Array(items.reduce((sum, item) => sum + endOf(item) - startOf(item), 0));
  const tooLong: Line[] = [];
  let lineCount = 0;
  let newlines = 0;
  for (const item of items) {
    for (let place = startOf(item); place < endOf(item); place += 1) {
      if (isTerminated(place)) newlines += 1;
      if (lines.lengthAt(place) > maxLineLength) tooLong.push(sourceOf(place));
      const letter = letters[place];
      if (letter !== '_' && (letter !== '#' || !isTerminated(place))) places[lineCount++] = place;
    }
  }
  let lastClose = lineCount - 1;
  while (lastClose >= 0 && !isClose(lastClose)) lastClose -= 1;
  return { lineCount, textAt, isOpen, isClose, valgrindLineAt, lineAt, lastClose, newlines, tooLong };

  function textAt(at: number): string | undefined {
    return at < lineCount ? textOf(lines, places[at]!) : undefined;
  }

  function isOpen(at: number): boolean {
    return isBrace(at, '{');
  }

  function isClose(at: number): boolean {
    return isBrace(at, '}');
  }

  function isBrace(at: number, brace: string): boolean {
    if (at >= lineCount || letters[places[at]!] !== brace) return false;
    return isTerminated(places[at]!) || textAt(at) === brace;
  }

  function valgrindLineAt(at: number): number {
    return isTerminated(places[at]!) ? places[at]! + 1 : places[at]!;
  }

  function lineAt(at: number): SignificantLine | undefined {
    if (at >= lineCount) return undefined;
    return { text: textAt(at)!, valgrindLine: valgrindLineAt(at), source: sourceOf(places[at]!) };
  }

  // Only the place of the line is asked for, never its type, which depends on the entry.
  function sourceOf(place: number): Line {
    return lines.lineAt(place, letters[place] === '_' ? 'blank' : 'body');
  }
}

function startOf(item: Entry | Line): number {
  return item.type === 'entry' ? item.from : item.line - 1;
}

function endOf(item: Entry | Line): number {
  return item.type === 'entry' ? item.to : item.line;
}

function textOf(lines: Lines, place: number): string {
  const text = lines.isTerminated(place) ? lines.textAt(place) : withEnd(lines.lineAt(place, 'body'));
  const end = text.indexOf('\0');
  return end < 0 ? text : text.slice(0, end);
}

function withEnd({ text, end }: Line): string {
  return text + end;
}
