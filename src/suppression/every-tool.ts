import { numCallersRange } from './limits.js';
import { load, type Loaded } from './load.js';
import type { Tool } from './suppression.js';
import { tools } from './tools.js';
import type { Tree } from './tree.js';

/**
 * What each tool of a Valgrind loads from a tree, one after the other: whoever has seen enough may stop.
 *
 * @param numCallers the greatest that the version takes unless given; then every location counts, and what lies behind a
 *   smaller cut is checked as well
 */
export function* loadedByEveryTool(
  tree: Tree,
  version: string,
  numCallers = numCallersRange(version).max,
): Generator<Loaded & { readonly tool: Tool }> {
  for (const { tool } of tools)
    yield { tool, ...load(tree, { file: '', tool, version, numCallers, mostProblems: 1 }) };
}
