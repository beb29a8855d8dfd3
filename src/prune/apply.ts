import { laidOut } from '../rewrite/layout.js';
import type { SetFile } from '../set/read-set.js';
import { parse } from '../suppression/parse.js';
import { print } from '../suppression/print.js';
import type { Entry } from '../suppression/tree.js';
import type { Verdict } from './verdict.js';

/** The bytes of a file without the entries that go, and with those that are repaired; all else keeps its bytes. */
export function prunedBytes({ tree }: SetFile, verdicts: readonly Verdict[]): string {
  const repaired = new Map<Entry, string>();
  const gone = new Set<Entry>();
  for (const { entry, action, cause } of verdicts)
    if (action === 'remove') gone.add(entry.source);
    else if (action === 'repair' && cause.type === 'drifted') repaired.set(entry.source, cause.repair.bytes);
  const isGone = tree.items.map((item) => item.type === 'entry' && gone.has(item));
  const bytes = tree.items
    .map(
      (item) =>
        (item.type === 'entry' ? repaired.get(item) : undefined) ?? print({ type: 'file', items: [item] }),
    )
    .join('');
  if (gone.size === 0) return bytes;
  // An entry in the place of an entry: the pieces are as many, in the same order.
  const now = parse(bytes);
  const removals = now.items.flatMap((item, at) =>
    item.type === 'entry' && isGone[at] ? [{ known: { entry: item } }] : [],
  );
  return laidOut(now, { slots: [], removals });
}
