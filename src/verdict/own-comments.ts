import type { SourceFile } from '../suppression/load-set.js';
import { lineOf } from '../suppression/tree.js';
import type { SetEntry } from '../set/set-entry.js';
import { ownLines } from './edit.js';
import { readVerdictFile } from './read.js';

/** The comment lines of an entry of a file that go with it when it goes, each from its `#` on; a heading of several stays. */
export function ownComments(file: SourceFile): (entry: SetEntry) => readonly string[] {
  const { tree } = readVerdictFile(file);
  const places = new Map(
    tree.items.flatMap((item, at) =>
      item.type === 'entry' ? [[lineOf(item, 'name')?.line, { item, at }] as const] : [],
    ),
  );
  return ({ line }) => {
    const place = places.get(line);
    if (!place) return [];
    const comments = ownLines(tree, place.item, place.at).filter(({ type }) => type === 'comment');
    return comments.map(({ text }) => text);
  };
}
