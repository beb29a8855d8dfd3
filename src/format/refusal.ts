import { loadedByEveryTool } from '../suppression/every-tool.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import type { Entry, Line, Tree } from '../suppression/tree.js';

/**
 * Why some tool refuses a piece of a file taken by itself; undefined where every tool takes it. Then Valgrind comes
 * out of the piece as it went in, between two entries, and what stands before and behind it does not matter to it.
 */
export function refusalOf(item: Entry | Line, tree: Tree, version: string): SyntaxProblem | undefined {
  const alone: Tree = { ...tree, items: [item] };
  for (const { refused } of loadedByEveryTool(alone, version)) {
    if (refused) return refused;
    // Outside of entries all tools read alike.
    if (item.type !== 'entry') break;
  }
  return undefined;
}
