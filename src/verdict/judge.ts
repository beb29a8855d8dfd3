import type { Finding } from '../finding/finding.js';
import { lay, type JudgeOptions, type VerdictEntry } from './lay.js';
import type { Decision, Judgement, VerdictFiles } from './verdict.js';

/**
 * What the files say of findings. Only entries that surely match give a verdict, and of several verdicts the first one
 * counts, so that what is real stays reported. An entry that may match something is not called unneeded.
 */
export function judge(findings: readonly Finding[], files: VerdictFiles, options: JudgeOptions): Judgement {
  const { matching, unneeded } = lay(findings, files, options);
  return {
    findings: findings.map((finding, at) => {
      const all = matching[at]!;
      const verdict = all[0]?.verdict;
      const those = all.filter((each) => each.verdict === verdict);
      return {
        finding,
        verdict,
        entries: those.map(({ entry }) => entry),
        contradicted: those.length < all.length,
      };
    }),
    unneeded,
  };
}

/**
 * What stands in the way of a decision that was written down: entries that match one of its findings and give another
 * verdict. They match more than the finding, so `decide` leaves them to people.
 */
export function inTheWay(
  files: VerdictFiles,
  { findings, verdict }: Pick<Decision, 'findings' | 'verdict'>,
  options: JudgeOptions,
): readonly VerdictEntry[] {
  const { matching } = lay(findings, files, options);
  return [...new Set(matching.flat())].filter((each) => each.verdict !== verdict);
}
