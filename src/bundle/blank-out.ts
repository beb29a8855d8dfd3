import type { SetFile } from '../set/read-set.js';
import { print } from '../suppression/print.js';
import type { Entry } from '../suppression/tree.js';

/** The bytes of a file with blank lines in the place of some entries, so that all others stay on their lines. */
export function blankOut({ tree }: SetFile, entries: ReadonlySet<Entry>): string {
  return tree.items
    .map((item) => {
      const bytes = print({ type: 'file', items: [item] });
      return item.type === 'entry' && entries.has(item) ? bytes.replace(/[^\n]+/g, '') : bytes;
    })
    .join('');
}
