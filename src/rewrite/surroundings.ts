import { lineOf, type Entry, type Line, type Tree } from '../suppression/tree.js';
import { headOf } from './lines.js';

/** What stands around an entry. */
export interface Surroundings {
  /** It means by itself what it means there: it is closed, and what comes before it is not open and runs into it. */
  readonly isApart: boolean;
  /** The comments above the row of entries, with nothing between them, in which it stands; its own where it has some. */
  readonly heading: readonly Line[];
}

/** The surroundings of all entries of a file. */
export function surroundingsIn({ items }: Tree): ReadonlyMap<Entry, Surroundings> {
  const found = new Map<Entry, Surroundings>();
  let isFree = true;
  let heading: readonly Line[] = [];
  for (const item of items) {
    if (item.type !== 'entry') {
      heading = [];
      continue;
    }
    const head = headOf(item);
    if (head.length > 0) heading = head;
    const closes = isClosed(item);
    found.set(item, { isApart: isFree && closes, heading });
    isFree = closes;
  }
  return found;
}

/** Does Valgrind see the `}`? It overlooks one with blanks behind it at the end of a file without newline. */
export function isClosed(entry: Entry): boolean {
  const close = lineOf(entry, 'close');
  return close !== undefined && (close.end === '' || close.end.endsWith('\n'));
}
