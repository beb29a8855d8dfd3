import { contentOf } from '../rewrite/survey.js';
import type { SetFile } from '../set/read-set.js';
import { loadedByEveryTool } from '../suppression/every-tool.js';
import { parse } from '../suppression/parse.js';
import type { Verdict } from './verdict.js';

/**
 * Makes sure that every tool reads from a file what the verdicts leave of it, and nothing else.
 *
 * @throws Error where it does not, which is a defect of chaff
 */
export function checkPruned(
  { name, tree }: SetFile,
  after: string,
  verdicts: readonly Verdict[],
  version: string,
): void {
  const own = verdicts.filter(({ entry, action }) => entry.file === name && action !== 'keep');
  const changed = new Set(own.map(({ entry }) => entry.line));
  const now = [...loadedByEveryTool(parse(after), version)];
  for (const [at, { tool, suppressions }] of [...loadedByEveryTool(tree, version)].entries()) {
    const stays = suppressions.filter(({ line }) => !changed.has(line));
    const repaired = own.flatMap(({ entry: { line }, cause }) => {
      const loaded = cause.type === 'drifted' ? cause.repair.entry.loaded.get(tool) : undefined;
      return loaded ? [{ ...loaded, line }] : [];
    });
    const expected = [...stays, ...repaired].sort((a, b) => a.line - b.line).map(contentOf);
    const found = now[at]!.suppressions.map(contentOf);
    if (JSON.stringify(found) !== JSON.stringify(expected))
      throw new Error(`pruning ${name} would change what ${tool} reads of the rest; nothing is written`);
  }
}
