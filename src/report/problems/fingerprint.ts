import { createHash } from 'node:crypto';
import { repositoryPath } from './path.js';
import type { ReportedProblem, ReportOptions } from './problem.js';
import { lineReader } from './source.js';

/**
 * What each problem is known by from one run to the next, so that servers tell new ones from old ones; each another in
 * a report. It rests on the rule, the file and the text of the line, and counts those that share all three: lines that
 * come or go elsewhere do not change it, nor does another indentation.
 */
export function fingerprints(
  problems: readonly ReportedProblem[],
  { sources, root }: Pick<ReportOptions, 'sources' | 'root'>,
): string[] {
  const lineOf = lineReader(sources);
  const seen = new Map<string, number>();
  return problems.map(({ rule, file, line, subject, message }) => {
    // A log has another name in every run, but what is found in it may be the same.
    const about =
      subject === undefined
        ? [repositoryPath(file, root), (lineOf(file, line) ?? message).trim()]
        : [subject];
    const key = JSON.stringify([rule, ...about]);
    const before = seen.get(key) ?? 0;
    seen.set(key, before + 1);
    return createHash('sha256').update(`${key}${before}`).digest('hex').slice(0, 32);
  });
}
