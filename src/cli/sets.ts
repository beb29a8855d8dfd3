import { defaultTools } from '../suppression/tools.js';
import { loadSet, type SourceFile } from '../suppression/load-set.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import { displayText } from '../report/text.js';
import { UsageError } from './usage-error.js';

/** What each tool loads of some files, at a version and depth. Throws `UsageError` when one would refuse them. */
export function loadForTools(
  sources: readonly SourceFile[],
  tools: readonly Tool[],
  options: { readonly version: string; readonly numCallers: number },
): ReadonlyMap<Tool, readonly Suppression[]> {
  return new Map(
    tools.map((tool) => {
      const { suppressions, refused } = loadSet(sources, { tool, ...options });
      if (refused) throw refusal(tool, refused);
      return [tool, suppressions];
    }),
  );
}

/** Patterns of findings (`--real`, `--noise`) of any tool, never cut: they say what is known, not what is hidden. */
export function loadPatterns(sources: readonly SourceFile[], version: string): Suppression[] {
  const byTool = loadForTools(sources, defaultTools, { version, numCallers: 500 });
  const seen = new Set<string>();
  return [...byTool.values()].flat().filter((suppression) => {
    // A core error's entry is loaded by every tool.
    const key = `${suppression.kind}\n${suppression.file}\n${suppression.line}`;
    return !seen.has(key) && seen.add(key);
  });
}

function refusal(tool: Tool, problem: SyntaxProblem): UsageError {
  const place = `${problem.file}:${problem.line}:${problem.column}`;
  return new UsageError(
    displayText(`${place}: ${problem.message} (${tool} says: ${problem.valgrind.message})`),
  );
}
