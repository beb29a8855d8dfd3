import type { SourceFile } from '../suppression/load-set.js';
import type { Tree } from '../suppression/tree.js';
import type { SetEntry } from '../set/set-entry.js';
import { ownLines } from './edit.js';
import { readVerdictFile } from './read.js';

/** The comment lines of an entry of a file that go with it when it goes, each from its `#` on; a heading of several stays. */
export function ownComments(file: SourceFile): (entry: SetEntry) => readonly string[] {
  const { tree } = readVerdictFile(file);
  return ({ line }) => {
    const at = placeOf(tree, line);
    const item = tree.items[at];
    if (item?.type !== 'entry') return [];
    const comments = ownLines(tree, item, at).filter(({ type }) => type === 'comment');
    return comments.map(({ text }) => text);
  };
}

/** Where among the items, which are in order, the one with a line is. */
function placeOf({ items }: Tree, line: number): number {
  let [from, to] = [0, items.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    const item = items[middle]!;
    if ((item.type === 'entry' ? item.to : item.line) < line) from = middle + 1;
    else to = middle;
  }
  return from;
}
