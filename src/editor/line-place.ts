import { linesOf, type Line, type Tree } from '../suppression/tree.js';
import type { EditorDocument } from './document.js';

/** Where a line stands that somebody writes on. What comes below it does not matter. */
export interface LinePlace {
  /** `outside` of entries; or the line of the `name`, of the `kind`, or one of the `body` below. */
  readonly part: 'outside' | 'name' | 'kind' | 'body';
  /** The lines of the entry above it, from the name on, without blank ones and comments. */
  readonly above: readonly Line[];
  /** The line without white space around it, but for what stands before the cursor, and the offset where that begins. */
  readonly text: string;
  readonly start: number;
}

const parts = ['name', 'kind'] as const;

/** The place of the line where the cursor is, at a byte offset. The text of a blank line is empty, and there. */
export function linePlaceAt({ bytes, tree }: EditorDocument, offset: number): LinePlace {
  const first = offset === 0 ? 0 : bytes.lastIndexOf('\n', offset - 1) + 1;
  const newline = bytes.indexOf('\n', offset);
  let [start, end] = [first, newline < 0 ? bytes.length : newline];
  while (start < end && isSpace(bytes[start]!)) start += 1;
  while (end > start && isSpace(bytes[end - 1]!)) end -= 1;
  if (start === end) start = end = offset;
  const above = entryLinesAbove(tree, first);
  return {
    part: above ? (parts[above.length] ?? 'body') : 'outside',
    above: above ?? [],
    text: bytes.slice(start, Math.max(end, offset)),
    start,
  };
}

/** Valgrind's white space, which `trim` has more of. */
function isSpace(byte: string): boolean {
  return ' \t\f\v\r'.includes(byte);
}

/** Undefined where no entry is open. */
function entryLinesAbove(tree: Tree, lineStart: number): Line[] | undefined {
  let lines: Line[] | undefined;
  for (const line of linesOf(tree)) {
    if (line.offset >= lineStart) break;
    if (line.type === 'open') lines = [];
    else if (line.type === 'close' || line.type === 'stray') lines = undefined;
    else if (line.type !== 'blank' && line.type !== 'comment') lines?.push(line);
  }
  return lines;
}
