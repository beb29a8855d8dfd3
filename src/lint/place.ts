import type { Entry, Line } from '../suppression/tree.js';
import type { Edit, Range } from './problem.js';
import type { LintEntry } from './rule.js';

/** The text of a line, from byte `from` of it to byte `to` (not included). */
export function atLine(file: string, line: Line, from = 0, to = line.text.length): Range {
  const { line: number, column } = line;
  return { file, line: number, column: column + from, endLine: number, endColumn: column + to };
}

/** Where what concerns a whole entry is shown: its name, which is the line that Valgrind names too. */
export function atName({ file, name }: LintEntry): Range {
  return atLine(file.name, name);
}

/** From the beginning of one line's text to the end of another's. */
export function atLines(file: string, first: Line, last: Line): Range {
  const { line, column } = first;
  return { file, line, column, endLine: last.line, endColumn: last.column + last.text.length };
}

/** Another text in the place of bytes `from` to `to` (not included) of a line's text. */
export function replacing(line: Line, text: string, from = 0, to = line.text.length): Edit {
  return { start: line.offset + from, end: line.offset + to, text };
}

/** What ends a line, to be put between two that it becomes: its newline with the carriage returns of the file. */
export function newlineOf({ end }: Line): string {
  return end.endsWith('\r\n') ? '\r\n' : '\n';
}

/** The line goes, with its indentation and its end. */
export function removing({ offset, indent, text, end }: Line): Edit {
  return { start: offset - indent.length, end: offset + text.length + end.length, text: '' };
}

/** The entry goes, from its `{` to its `}`. The comments above it are not part of that. */
export function removingEntry({ lines }: Entry): Edit {
  const first = lines.find(({ type }) => type === 'open') ?? lines[0]!;
  return { start: removing(first).start, end: removing(lines.at(-1)!).end, text: '' };
}
