import { decodeBytes, displayText } from '../text.js';

/** Gives the lines of files, each file split once. */
export function lineReader(
  sources: ReadonlyMap<string, string>,
): (file: string, line: number) => string | undefined {
  const split = new Map<string, readonly string[]>();
  return (file, line) => {
    const bytes = sources.get(file);
    if (bytes === undefined) return undefined;
    const lines = split.get(file) ?? bytes.split('\n');
    split.set(file, lines);
    return lines[line - 1];
  };
}

/** The column in characters (code points) for one in bytes, both from 1. */
export function characterColumn(line: string | undefined, column: number): number {
  if (line === undefined || decodeBytes(line) === line) return column;
  return [...decodeBytes(toBoundary(line, column - 1))].length + 1;
}

/** The bytes before an offset, without a character that the offset would split. */
function toBoundary(line: string, end: number): string {
  return line.slice(0, boundary(line, end));
}

/** The start of the UTF-8 character that holds the byte at an offset. */
function boundary(line: string, offset: number): number {
  let at = offset;
  while (at > 0 && offset - at < 3 && /[\x80-\xbf]/.test(line[at] ?? '')) at -= 1;
  return at;
}

/** A line with a mark under a part of it. */
export interface Excerpt {
  readonly text: string;
  readonly mark: string;
}

/** How many bytes of a long line are shown, and how many of them before the marked part. */
const room = 120;
const before = 50;

/**
 * A line as a terminal may show it, cut around the marked bytes when it is long.
 * @param column first marked byte, from 1
 * @param endColumn the byte after the last; at least one place is marked
 */
export function excerpt(line: string, column: number, endColumn: number): Excerpt {
  const isLong = line.length > room;
  const start = isLong ? boundary(line, Math.max(0, column - 1 - before)) : 0;
  const end = isLong ? boundary(line, Math.min(line.length, start + room)) : line.length;
  const show = (from: number, to: number) =>
    displayText(line.slice(from, to).replaceAll('\t', ' ').replace(/\r$/, ''));
  const first = boundary(line, Math.min(column - 1, end));
  const last = boundary(line, Math.min(Math.max(endColumn - 1, first), end));
  const lead = (start > 0 ? '...' : '') + show(start, first);
  const marked = show(first, last);
  return {
    text: lead + marked + show(last, end) + (end < line.length ? '...' : ''),
    mark: ' '.repeat([...lead].length) + '^'.repeat(Math.max(1, [...marked].length)),
  };
}
