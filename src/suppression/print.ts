import { linesOf, type Tree } from './tree.js';

/** The bytes of a tree. A tree that was not changed gives the bytes it was parsed from. */
export function print(tree: Tree): string {
  let bytes = '';
  for (const { indent, text, end } of linesOf(tree)) bytes += indent + text + end;
  return bytes;
}
