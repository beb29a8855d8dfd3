import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import type { Suppression } from '../suppression/suppression.js';
import type { LintEvidence } from './rule.js';

const known = new WeakMap<LintEvidence, ReadonlyMap<Finding, Suppression>>();

/** The findings of the logs that are real, or may be, each with the first pattern that says so. */
export function realFindings(evidence: LintEvidence): ReadonlyMap<Finding, Suppression> {
  const before = known.get(evidence);
  if (before) return before;
  const found = new Map(
    replay(evidence.real, evidence.findings).findings.flatMap(({ finding, certain, possible }) => {
      const pattern = certain[0] ?? possible[0];
      return pattern ? [[finding, pattern] as const] : [];
    }),
  );
  known.set(evidence, found);
  return found;
}
