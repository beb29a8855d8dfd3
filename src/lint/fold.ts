import type { RuleProblem } from './problem.js';

/** One problem for all that differ in nothing but their tools. Order of first appearance. */
export function fold(problems: readonly RuleProblem[]): RuleProblem[] {
  const folded = new Map<string, RuleProblem>();
  for (const problem of problems) {
    const key = JSON.stringify({ ...problem, tools: [] });
    const known = folded.get(key);
    const tools = known ? [...new Set([...known.tools, ...problem.tools])] : problem.tools;
    folded.set(key, { ...problem, tools });
  }
  return [...folded.values()];
}
