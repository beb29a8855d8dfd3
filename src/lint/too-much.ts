import { replay } from '../match/replay.js';
import type { Suppression } from '../suppression/suppression.js';
import { whatItHides } from './over-broad.js';
import { realFindings } from './real-findings.js';
import type { LintSet } from './rule.js';

export type Judged = Pick<LintSet, 'version' | 'numCallers' | 'evidence'>;

/**
 * Those of some entries that hide more than anybody may want unasked: whatever it is that happens somewhere, or, as far as
 * the logs tell, a finding that is real. The frames behind the cut at `--num-callers` do not count.
 */
export function hidingTooMuch(
  suppressions: readonly Suppression[],
  { numCallers, evidence }: Judged,
): readonly Suppression[] {
  const cut = suppressions.map((each) =>
    each.frames.length > numCallers ? { ...each, frames: each.frames.slice(0, numCallers) } : each,
  );
  const hiding = hidingReal(cut);
  return cut.filter((each) => whatItHides(each) !== undefined || hiding.has(each));

  function hidingReal(some: readonly Suppression[]): ReadonlySet<Suppression> {
    const real = evidence ? [...realFindings(evidence).keys()] : [];
    if (real.length === 0) return new Set();
    const replayed = replay(some, real, { numCallers }).suppressions;
    return new Set(some.filter((_, at) => replayed[at]!.certain.length + replayed[at]!.possible.length > 0));
  }
}
