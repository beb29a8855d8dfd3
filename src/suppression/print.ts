import { linesOf, type Entry, type Pieces } from './tree.js';

/** The bytes of pieces of a file. Those of a tree that was not changed are the bytes it was parsed from. */
export function print(pieces: Pieces): string {
  let bytes = '';
  for (const { indent, text, end } of linesOf(pieces)) bytes += indent + text + end;
  return bytes;
}

/** The bytes of an entry with its comments; the last line gets the newline that the file may lack. */
export function printEntry(entry: Entry): string {
  const bytes = print({ type: 'file', items: [entry] });
  return bytes.endsWith('\n') ? bytes : `${bytes}\n`;
}
