import { headingIn } from '../rewrite/heading.js';
import { newlineOf, placeOfNew } from '../rewrite/layout.js';
import { bytesOf, headOf } from '../rewrite/lines.js';
import type { SetFile } from '../set/read-set.js';
import type { Entry, Line, Tree } from '../suppression/tree.js';

/** What becomes of a file. */
export interface Edit {
  readonly removed: ReadonlySet<Entry>;
  /** Bytes in the place of an entry. */
  readonly replaced: ReadonlyMap<Entry, string>;
  /** Bytes of new entries. */
  readonly added: readonly string[];
}

/**
 * The bytes of the file after an edit. All but what is named keeps its bytes; one blank line goes with an entry that goes, and
 * comes with one that is new. Comments that are not about an entry alone stay when it goes.
 */
export function edited({ tree, bytes: all }: SetFile, { removed, replaced, added }: Edit): string {
  const { lines } = tree;
  const newline = newlineOf(tree);
  const page: string[] = [];
  const endsBlank = () => page.length === 0 || /^[ \t\f\v\r]*\n?$/.test(page.at(-1)!);
  const push = (bytes: string) => {
    if (bytes === '') return;
    const last = page.at(-1);
    if (last !== undefined && !last.endsWith('\n')) page[page.length - 1] = last + newline;
    page.push(bytes);
  };
  const pushNew = () => {
    for (const bytes of added) {
      if (!endsBlank()) push(newline);
      push(bytes);
    }
  };
  const place = placeOfNew(tree);
  let isAfterGap = false;
  for (const [at, item] of tree.items.entries()) {
    if (at === place && added.length > 0) {
      pushNew();
      push(newline);
    }
    if (item.type === 'entry' && removed.has(item)) {
      const next = tree.items[at + 1];
      const heading = headingOf(item, next);
      push(heading.map(bytesOf).join(''));
      if (heading.length > 0 && next && next.type !== 'blank' && !goesOn(next)) push(newline);
      isAfterGap = true;
      continue;
    }
    const isNeedless = isAfterGap && item.type === 'blank' && endsBlank();
    isAfterGap = false;
    if (isNeedless) continue;
    if (item.type === 'entry')
      push(replaced.get(item) ?? all.slice(lines.startAt(item.from), lines.startAt(item.to)));
    else push(bytesOf(item));
  }
  if (isAfterGap && page.length > 0 && endsBlank()) page.pop();
  if (place === tree.items.length) pushNew();
  return page.join('');
}

/** The lines of an entry that are about it alone. */
export function ownLines(tree: Tree, entry: Entry, at: number): readonly Line[] {
  return entry.lines.slice(headingOf(entry, tree.items[at + 1]).length);
}

function headingOf(entry: Entry, next: Tree['items'][number] | undefined): readonly Line[] {
  return headingIn(headOf(entry), goesOn(next));
}

/** Is it the next entry of a row without anything between? */
function goesOn(next: Tree['items'][number] | undefined): boolean {
  return next?.type === 'entry' && headOf(next).length === 0;
}
