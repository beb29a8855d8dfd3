import type { Finding } from '../finding/finding.js';
import { layingOver, type JudgeOptions, type VerdictEntry } from './lay.js';
import type { Decision, Judgement, VerdictFiles } from './verdict.js';

/**
 * What the files say of findings. Only entries that surely match give a verdict, and of several verdicts the first one
 * counts, so that what is real stays reported. An entry that may match something is not called unneeded.
 */
export function judge(findings: readonly Finding[], files: VerdictFiles, options: JudgeOptions): Judgement {
  return judging(findings, options)(files);
}

/** The same for files that change: the more stayed as it was the last time, the less time it takes. */
export function judging(
  findings: readonly Finding[],
  options: JudgeOptions,
): (files: VerdictFiles) => Judgement {
  const lay = layingOver(findings, options);
  return (files) => {
    const { matching, unneeded } = lay(files);
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
  const { matching } = layingOver(findings, options)(files);
  return [...new Set(matching.flat())].filter((each) => each.verdict !== verdict);
}
