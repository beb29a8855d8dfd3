import { contentOf } from '../rewrite/survey.js';
import { numCallersRange } from '../suppression/limits.js';
import { load } from '../suppression/load.js';
import type { Tool } from '../suppression/suppression.js';
import { tools } from '../suppression/tools.js';
import type { Tree } from '../suppression/tree.js';

export interface ProofOptions {
  readonly version: string;
  /** Does the order of the entries count? */
  readonly inOrder: boolean;
}

/**
 * The first tool to which two files are not the same, undefined where there is none. They are the same when the tool loads
 * equal entries from both, at the greatest depth, and says the same of what it refuses.
 */
export function toolThatDiffers(before: Tree, after: Tree, options: ProofOptions): Tool | undefined {
  return tools.find(({ tool }) => meaningTo(tool, before, options) !== meaningTo(tool, after, options))?.tool;
}

function meaningTo(tool: Tool, tree: Tree, { version, inOrder }: ProofOptions): string {
  const numCallers = numCallersRange(version).max;
  const { suppressions, problems } = load(tree, { file: '', tool, version, numCallers });
  const entries = suppressions.map(contentOf);
  const messages = problems.map(({ valgrind }) => valgrind.message);
  return JSON.stringify(inOrder ? [entries, messages] : [entries.sort(), messages.sort()]);
}
