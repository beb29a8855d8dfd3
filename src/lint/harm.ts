import { loadedByEveryTool } from '../suppression/every-tool.js';
import { numCallersRange } from '../suppression/limits.js';
import { parse } from '../suppression/parse.js';
import type { Tool } from '../suppression/suppression.js';
import type { Tree } from '../suppression/tree.js';
import { hidingTooMuch, type Judged } from './too-much.js';

/**
 * Prepares the question whether what becomes of a file is worse than the file: some tool refuses it that takes the file, at
 * `--num-callers` or where no location is cut off, or more of its entries hide too much than do now. Of a tool that
 * refuses the file already nothing is asked.
 */
export function harmTo(bytes: string, judged: Judged): (after: string) => boolean {
  const { version, numCallers } = judged;
  const depths = [...new Set([numCallers, numCallersRange(version).max])];
  const tree = parse(bytes);
  const before = depths.map((depth) => new Map(takenAt(depth, tree)));
  return (text) => {
    const after = parse(text);
    return depths.some((depth, at) => {
      const now = new Map(takenAt(depth, after));
      return [...before[at]!].some(([tool, most]) => (now.get(tool) ?? Infinity) > most);
    });
  };

  /** The tools that take a file, each with the number of entries that hide too much to it. */
  function* takenAt(depth: number, file: Tree): Generator<readonly [Tool, number]> {
    for (const { tool, refused, suppressions } of loadedByEveryTool(file, version, depth))
      if (!refused) yield [tool, hidingTooMuch(suppressions, judged).length];
  }
}
