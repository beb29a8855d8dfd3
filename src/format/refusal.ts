import { numCallersRange } from '../suppression/limits.js';
import { load } from '../suppression/load.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import { tools } from '../suppression/tools.js';
import type { Entry, Line, Tree } from '../suppression/tree.js';

/**
 * Why some tool refuses a piece of a file taken by itself; undefined where every tool takes it. Then Valgrind comes
 * out of the piece as it went in, between two entries, and what stands before and behind it does not matter to it.
 */
export function refusalOf(item: Entry | Line, version: string): SyntaxProblem | undefined {
  const alone: Tree = { type: 'file', items: [item] };
  const numCallers = numCallersRange(version).max;
  // Outside of entries all tools read alike.
  const readers = item.type === 'entry' ? tools : tools.slice(0, 1);
  for (const { tool } of readers) {
    const { refused } = load(alone, { file: '', tool, version, numCallers });
    if (refused) return refused;
  }
  return undefined;
}
