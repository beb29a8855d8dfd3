import { print } from './print.js';
import { lineOf, type Entry, type Line, type Tree } from './tree.js';

/** The entry whose name stands on a line, as `Suppression.line` says; undefined when there is none. */
export function entryAt({ items }: Tree, line: number): Entry | undefined {
  let [low, high] = [0, items.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (firstLine(items[middle]!) <= line) low = middle + 1;
    else high = middle;
  }
  const item = items[low - 1];
  return item?.type === 'entry' && lineOf(item, 'name')?.line === line ? item : undefined;
}

function firstLine(item: Entry | Line): number {
  return item.type === 'entry' ? item.from + 1 : item.line;
}

/** The bytes of an entry with its comments; the last line gets the newline that the file may lack. */
export function printEntry(entry: Entry): string {
  const bytes = print({ type: 'file', items: [entry] });
  return bytes.endsWith('\n') ? bytes : `${bytes}\n`;
}
