import { defaultTools, isListed, tools } from '../suppression/tools.js';
import { loadSet, type SourceFile } from '../suppression/load-set.js';
import { parse } from '../suppression/parse.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { lineOf } from '../suppression/tree.js';
import { displayText } from '../report/text.js';
import { UsageError } from './usage-error.js';

/** What each tool loads of some files, at a version and depth. Throws `UsageError` when one would refuse them. */
export function loadForTools(
  sources: readonly SourceFile[],
  wanted: readonly Tool[],
  options: { readonly version: string; readonly numCallers: number },
): ReadonlyMap<Tool, readonly Suppression[]> {
  return new Map(
    wanted.map((tool) => {
      const { suppressions, refused } = loadSet(sources, { tool, ...options, mostProblems: 1 });
      if (refused) throw refusal(tool, refused);
      return [tool, suppressions];
    }),
  );
}

/**
 * Patterns of findings (`--real`, `--noise`) of any tool, never cut: they say what is known, not what is hidden. Throws
 * `UsageError` also for an entry that names no tool of Valgrind: who wrote it takes findings for marked.
 */
export function loadPatterns(sources: readonly SourceFile[], version: string): Suppression[] {
  const byTool = loadForTools(sources, defaultTools, { version, numCallers: 500 });
  sources.forEach(refuseUnread);
  const seen = new Set<string>();
  return [...byTool.values()].flat().filter((suppression) => {
    // A core error's entry is loaded by every tool.
    const key = `${suppression.kind}\n${suppression.file}\n${suppression.line}`;
    return !seen.has(key) && seen.add(key);
  });
}

function refuseUnread({ name, bytes }: SourceFile): void {
  const names = [...tools.map(({ displayName }) => displayName), 'core', 'CoreError'];
  for (const item of parse(bytes).items) {
    const head = item.type === 'entry' ? lineOf(item, 'kind') : undefined;
    const [list, kind] = head?.text.split(':') ?? [];
    if (kind === undefined || names.some((each) => isListed(each, list!))) continue;
    const place = `${name}:${head!.line}:${head!.column}`;
    throw new UsageError(
      displayText(`${place}: no tool of Valgrind is called “${list!}”, so none reads this entry`),
    );
  }
}

function refusal(tool: Tool, problem: SyntaxProblem): UsageError {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return new UsageError(
    displayText(`${place}: ${problem.message} (${tool} says: ${problem.valgrind.message})`),
  );
}
