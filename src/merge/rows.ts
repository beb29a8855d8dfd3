import { headOf } from '../rewrite/lines.js';
import { headingIn } from '../rewrite/heading.js';
import type { SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Line } from '../suppression/tree.js';

/** Entries with nothing between them, of which at most the first has comments above. */
export type Row = readonly SetEntry[];

/** The rows of a file, by each of their entries. */
export function rowsOf({ tree, pieces }: SetFile): ReadonlyMap<SetEntry, Row> {
  const entries = new Map(
    pieces.flatMap((piece) => (piece.type === 'entry' ? [[piece.entry.source, piece.entry] as const] : [])),
  );
  const rows = new Map<SetEntry, Row>();
  let row: SetEntry[] = [];
  for (const item of tree.items) {
    const entry = item.type === 'entry' ? entries.get(item) : undefined;
    if (!entry) {
      row = [];
      continue;
    }
    if (headOf(entry.source).length > 0) row = [];
    if (row.length === 0) row = [entry];
    else row.push(entry);
    rows.set(entry, row);
  }
  return rows;
}

/** The comments above a row that may be about all of it. */
export function headingOf([first]: Row): readonly Line[] {
  return headingIn(headOf(first!.source), true);
}

/** Of the comments above an entry that goes those that stay: the head of the file, and that of a row of which others stay. */
export function stayingHeading(
  entry: SetEntry,
  row: Row,
  stays: (entry: SetEntry) => boolean,
): readonly Line[] {
  const head = headOf(entry.source);
  // Only the first of a row has comments above.
  return head.length === 0 ? [] : headingIn(head, row.slice(1).some(stays));
}

/** Is it sure that comments right above the entry are about it alone? */
export function isAlone({ source }: SetEntry, row: Row): boolean {
  return row.length === 1 && source.from > 0;
}
