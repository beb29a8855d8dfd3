import type { Entry, Line } from '../suppression/tree.js';

/** The comment lines above the `{`. */
export function headOf(entry: Entry): readonly Line[] {
  const length = entry.placesOf('open')[0]! - entry.from;
  return length === 0 ? [] : entry.lines.slice(0, length);
}

/** A line as it stands in the file, its end included. */
export function bytesOf({ indent, text, end }: Line): string {
  return indent + text + end;
}
