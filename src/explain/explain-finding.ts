import type { Finding } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import type { Suppression } from '../suppression/suppression.js';
import { saidToHide } from './evidence.js';
import type { Explaining } from './explaining.js';
import { nearestEntries } from './nearest.js';
import { caseOf, verdictOf, type Verdict } from './verdict.js';

export interface ExplainedFinding {
  readonly finding: Finding;
  readonly state: 'reported' | 'hidden' | 'uncertain';
  /** Marked as real: it should stay reported. */
  readonly real: boolean;
  /**
   * The entries that surely hide it, in the order in which Valgrind tries them first: the last one of the last file
   * before all others. Every match moves an entry to the front.
   */
  readonly hiddenBy: readonly Verdict[];
  /** Those of which the log cannot tell. */
  readonly possiblyHiddenBy: readonly Verdict[];
  /** Where none surely hides it: those that come near. */
  readonly nearest: readonly NearVerdict[];
  /** Names of suppressions that hid it while a log was recorded, as the log says (Valgrind 3.23 and newer). */
  readonly saidHiddenBy: readonly string[];
}

export interface NearVerdict extends Verdict {
  /** What the edit would do besides; absent where there is none. */
  readonly effect?: Effect;
}

/** What an edited entry surely hides of the logs, in numbers of distinct findings, and what it should not. */
export interface Effect {
  readonly before: number;
  readonly after: number;
  /** Findings that are marked real and would perhaps be hidden. */
  readonly real: readonly Finding[];
}

export function explainFinding(finding: Finding, explaining: Explaining): ExplainedFinding {
  const { set, judging, nearest } = explaining;
  const { numCallers } = explaining;
  const answered = [...set.entries].reverse().flatMap((entry) => {
    const suppression = entry.loaded.get(finding.tool);
    const answer = suppression ? matches(suppression, finding, { numCallers }) : 'no';
    return answer === 'no' ? [] : [{ entry, answer }];
  });
  const verdicts = (wanted: 'yes' | 'unknown') =>
    answered
      .filter(({ answer }) => answer === wanted)
      .flatMap(({ entry }) => caseOf(entry, finding, judging) ?? [])
      .map((each) => verdictOf(each, judging));
  const hiddenBy = verdicts('yes');
  const possiblyHiddenBy = verdicts('unknown');
  const others = set.entries.filter((entry) => answered.every((each) => each.entry !== entry));
  const wanted = nearest - possiblyHiddenBy.length;
  const near = hiddenBy.length > 0 || wanted <= 0 ? [] : nearestEntries(finding, others, wanted, judging);
  return {
    finding,
    state: hiddenBy.length > 0 ? 'hidden' : possiblyHiddenBy.length > 0 ? 'uncertain' : 'reported',
    real: explaining.isReal(finding),
    hiddenBy,
    possiblyHiddenBy,
    nearest: near.map((verdict) => withEffect(verdict, explaining)),
    saidHiddenBy: saidToHide(finding.id, explaining.corpus),
  };
}

function withEffect(verdict: Verdict, { findings, numCallers, isReal }: Explaining): NearVerdict {
  const { entry, edit, suppression } = verdict;
  if (!edit) return verdict;
  const met = (by: Suppression) =>
    findings
      .filter(({ kind }) => kind === by.kind)
      .map((finding) => ({ finding, answer: matches(by, finding, { numCallers }) }));
  const sure = (list: ReturnType<typeof met>) => list.filter(({ answer }) => answer === 'yes').length;
  const after = met(edit.suppression);
  return {
    ...verdict,
    effect: {
      before: entry.loaded.size > 0 ? sure(met(suppression)) : 0,
      after: sure(after),
      real: after.filter((each) => each.answer !== 'no' && isReal(each.finding)).map((each) => each.finding),
    },
  };
}
