import { headOf } from '../rewrite/lines.js';
import { headingIn } from '../rewrite/heading.js';
import type { Entry, Line } from '../suppression/tree.js';
import { removing, removingEntry } from './place.js';
import type { Edit, Fix } from './problem.js';
import type { LintEntry, LintFile } from './rule.js';

/** The suggestion to remove an entry. */
export function removalOf({ file, tree }: LintEntry): Fix {
  const { edit, comments } = removingCommented(file, tree);
  return {
    description: comments.length > 0 ? 'remove this entry and its comments' : 'remove this entry',
    edits: [edit],
  };
}

/** The entry goes with the comments that are about it alone, and with the blank lines that would be too many without it. */
export function removingWithComments(file: LintFile, entry: Entry): Edit {
  return removingCommented(file, entry).edit;
}

/** The same, with the comments that go. */
export function removingCommented(
  { bytes }: LintFile,
  entry: Entry,
): { readonly edit: Edit; readonly comments: readonly Line[] } {
  const { end } = removingEntry(entry);
  const stays = headingIn(headOf(entry), isOpenAt(bytes, end));
  const lines = entry.lines.slice(stays.length);
  const { start } = removing(lines[0]!);
  const comments = lines.filter(({ type }) => type === 'comment');
  return { edit: { ...stretchToRemove(), text: isSetOff() ? '' : '\n' }, comments };

  function stretchToRemove(): { start: number; end: number } {
    if (stays.length > 0) return { start, end };
    const before = blankLinesBefore(bytes, start);
    if (end === bytes.length) return { start: before, end };
    return { start, end: before < start || start === 0 ? blankLinesAfter(bytes, end) : end };
  }

  /** What stays of the head of the file must not become a comment of the next entry. */
  function isSetOff(): boolean {
    const isHeadOfFile = stays[0]?.line === 1;
    return !isHeadOfFile || end === bytes.length || blankLinesAfter(bytes, end) > end;
  }
}

/** The end of the blank lines that begin at an offset. */
function blankLinesAfter(bytes: string, from: number): number {
  let end = from;
  for (;;) {
    const next = bytes.indexOf('\n', end) + 1;
    if (next === 0 || !isBlank(bytes.slice(end, next))) return end;
    end = next;
  }
}

/** The start of the blank lines that end at an offset. */
function blankLinesBefore(bytes: string, to: number): number {
  let start = to;
  for (;;) {
    const previous = start < 2 ? 0 : bytes.lastIndexOf('\n', start - 2) + 1;
    if (start === 0 || !isBlank(bytes.slice(previous, start))) return start;
    start = previous;
  }
}

function isBlank(line: string): boolean {
  return /^[ \t\f\v\r]*\n$/.test(line);
}

/** Does the line at an offset open an entry? */
function isOpenAt(bytes: string, at: number): boolean {
  const open = /[ \t\f\v\r]*\{[ \t\f\v\r]*(?:\n|$)/y;
  open.lastIndex = at;
  return open.test(bytes);
}
