import { linesOf, type Pieces } from './tree.js';

/** The bytes of pieces of a file. Those of a tree that was not changed are the bytes it was parsed from. */
export function print(pieces: Pieces): string {
  let bytes = '';
  for (const { indent, text, end } of linesOf(pieces)) bytes += indent + text + end;
  return bytes;
}
