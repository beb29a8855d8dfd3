import { print } from './print.js';
import { lineOf, type Entry, type Tree } from './tree.js';

/** The entry whose name stands on a line, as `Suppression.line` says; undefined when there is none. */
export function entryAt(tree: Tree, line: number): Entry | undefined {
  return tree.items.find(
    (item): item is Entry => item.type === 'entry' && lineOf(item, 'name')?.line === line,
  );
}

/** The bytes of an entry with its comments; the last line gets the newline that the file may lack. */
export function printEntry(entry: Entry): string {
  const bytes = print({ type: 'file', items: [entry] });
  return bytes.endsWith('\n') ? bytes : `${bytes}\n`;
}
