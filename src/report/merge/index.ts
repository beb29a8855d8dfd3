import type { Merged } from '../../merge/merge.js';
import type { SyntaxProblem } from '../../suppression/problem.js';
import { mergeJson } from './json.js';
import { mergeSummary } from './summary.js';

/** By format: the account of a merge, and what in the files is kept as comments since Valgrind refuses it. */
export const mergeReporters: Readonly<
  Record<string, (merged: Merged, broken: readonly SyntaxProblem[]) => string>
> = {
  pretty: (merged) => mergeSummary(merged),
  json: mergeJson,
};
