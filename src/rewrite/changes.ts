import { lineOf, type Tree } from '../suppression/tree.js';
import type { NewEntry } from '../suppression/write.js';
import type { State } from './slot.js';

/** What became of an entry, and why. Of every entry of the file there is one at most. */
export interface Change {
  readonly action: 'remove' | 'replace' | 'add';
  readonly name: string;
  /** Of the name: in the file as it was, for an entry that is added in the file as it is. */
  readonly line: number;
  /** In ASCII and bytes of names. */
  readonly reason: string;
  /** What stands there now; absent when nothing does. */
  readonly entry?: NewEntry;
}

/** @param after the file as it is */
export function changesOf({ slots, removals }: State, after: Tree): readonly Change[] {
  const touched = new Set([
    ...removals.map(({ known }) => known),
    ...slots.flatMap(({ from, change }) => (change ? from : [])),
  ]);
  const changes: Change[] = removals.map(({ known, reason, coverer }) => ({
    action: 'remove',
    name: known.suppression.name,
    line: known.line,
    reason: coverer && touched.has(coverer) ? `${reason}, which is changed too` : reason,
  }));
  const added: Change[] = [];
  for (const { from, suppression, change } of slots) {
    if (!change) continue;
    const { entry, reason, merged } = change;
    const { name } = suppression;
    if (from[0]) changes.push({ action: 'replace', name, line: from[0].line, reason, entry });
    else added.push({ action: 'add', name, line: lineNamed(after, name), reason, entry });
    for (const [known, why] of merged)
      changes.push({ action: 'remove', name: known.suppression.name, line: known.line, reason: why });
  }
  const byLine = (a: Change, b: Change) => a.line - b.line;
  return [...changes.sort(byLine), ...added.sort(byLine)];
}

/** Names of entries that are added are unlike all others. */
function lineNamed({ items }: Tree, name: string): number {
  for (const item of items) {
    const line = item.type === 'entry' ? lineOf(item, 'name') : undefined;
    if (line?.text === name) return line.line;
  }
  return 0;
}
