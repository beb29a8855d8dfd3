import { maxLineLength } from './limits.js';
import { linesOf, type Line, type Tree } from './tree.js';

/** A line that Valgrind acts on. */
export interface SignificantLine {
  /** What Valgrind compares: without white space around it (but see `significantLines`), up to a NUL byte. */
  readonly text: string;
  /** Newlines read so far when Valgrind has this line: the line number it names in messages. */
  readonly valgrindLine: number;
  /** Longer than Valgrind can read: it aborts here. */
  readonly isTooLong: boolean;
  /** True for comments, which are here only if they are too long. */
  readonly isComment: boolean;
  readonly source: Line;
}

/**
 * The lines of a file that Valgrind does not skip. A last line without newline is special: Valgrind does not trim
 * its end, and does not see that it is a comment.
 */
export function significantLines(tree: Tree): SignificantLine[] {
  const found: SignificantLine[] = [];
  for (const source of linesOf(tree)) {
    if (source.text === '') continue;
    const isTerminated = source.end.endsWith('\n');
    const isComment = isTerminated && source.text.startsWith('#');
    const length = source.text.length + source.end.length - (isTerminated ? 1 : 0);
    const isTooLong = length > maxLineLength;
    if (isComment && !isTooLong) continue;
    const [text] = (isTerminated ? source.text : source.text + source.end).split('\0', 1);
    const valgrindLine = isTerminated ? source.line : source.line - 1;
    found.push({ text: text!, valgrindLine, isTooLong, isComment, source });
  }
  return found;
}

/** How many newlines the file has: the line that Valgrind names when the file ends too early. */
export function newlinesOf(tree: Tree): number {
  let count = 0;
  for (const { end } of linesOf(tree)) if (end.endsWith('\n')) count += 1;
  return count;
}
