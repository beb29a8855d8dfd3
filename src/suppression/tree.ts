import type { Lines } from './lines.js';

/**
 * A suppression file as a person reads it, for no tool in particular: the tree that grammar/suppression.peggy
 * yields. Every byte string has one. All texts are byte strings (see suppression.ts).
 */

/**
 * One line of the file: `indent + text + end` are its bytes. White space is Valgrind's: space, tab, form feed,
 * vertical tab, carriage return. Only a newline ends a line.
 */
export interface Line {
  /**
   * - `blank`: white space only
   * - `comment`: begins with `#`
   * - `open`, `close`: the `{` and `}` of an entry
   * - `name`, `kind`: the first and second line of an entry
   * - `body`: any other line of an entry
   * - `stray`: a line outside of every entry
   */
  readonly type: 'blank' | 'comment' | 'open' | 'close' | 'name' | 'kind' | 'body' | 'stray';
  /** Byte offset of `text` in the file. */
  readonly offset: number;
  /** 1-based. */
  readonly line: number;
  /** 1-based column of `text`, in bytes. */
  readonly column: number;
  readonly indent: string;
  readonly text: string;
  /** White space after the text, and the newline unless the file ends without one. */
  readonly end: string;
}

/**
 * An entry: the comment lines directly above its `{`, the `{`, everything inside and the `}`, in the order of
 * the file. An entry without `}` ends before the next `{` or with the file.
 */
export interface Entry {
  readonly type: 'entry';
  /** Index of its first line in the file, and of the first line behind it. */
  readonly from: number;
  readonly to: number;
  /** All of them. They are cut from the file each time somebody asks. */
  readonly lines: readonly Line[];
  /** Those of one type, for which no others are cut. */
  readonly ofType: (type: Line['type']) => readonly Line[];
  /** Their indices in the file. */
  readonly placesOf: (type: Line['type']) => readonly number[];
}

/** Pieces in the order of their file; a `Line` here is a blank, a comment or a stray line. */
export interface Pieces {
  readonly type: 'file';
  readonly items: readonly (Entry | Line)[];
}

/** A whole file. */
export interface Tree extends Pieces {
  readonly lines: Lines;
}

/** Every line of some pieces, in the order of the file. */
export function* linesOf({ items }: Pieces): Generator<Line> {
  for (const item of items) {
    if (item.type === 'entry') yield* item.lines;
    else yield item;
  }
}

/** The first line of an entry with the given type, e.g. its name; undefined when it has none. */
export function lineOf(entry: Entry, type: Line['type']): Line | undefined {
  return entry.ofType(type)[0];
}
