import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { matchesStacks, type MatchOptions } from './matches.js';
import { recordedStacks } from './stack.js';

/** A finding with all suppressions that hide it, not only the one that Valgrind would credit. */
export interface FindingHits {
  readonly finding: Finding;
  /** Those whose answer is `yes`, in the order of the set. */
  readonly certain: readonly Suppression[];
  /** Those whose answer is `unknown`, in the order of the set. */
  readonly possible: readonly Suppression[];
}

/** A suppression with all findings that it hides. */
export interface SuppressionHits {
  readonly suppression: Suppression;
  readonly certain: readonly Finding[];
  readonly possible: readonly Finding[];
}

export interface Replay {
  /** One for each finding, in the order given. */
  readonly findings: readonly FindingHits[];
  /** One for each suppression, in the order of the set. */
  readonly suppressions: readonly SuppressionHits[];
}

/**
 * Lays a whole set over findings. The set is that of one tool, so the findings must be of that tool as well;
 * only pairs of equal kind are looked at.
 */
export function replay(
  set: readonly Suppression[],
  findings: readonly Finding[],
  options: MatchOptions = {},
): Replay {
  const hits = set.map((suppression) => ({
    suppression,
    certain: [] as Finding[],
    possible: [] as Finding[],
  }));
  const byKind = new Map<string, typeof hits>();
  for (const hit of hits) {
    const { kind } = hit.suppression;
    const known = byKind.get(kind);
    if (known) known.push(hit);
    else byKind.set(kind, [hit]);
  }
  return {
    findings: findings.map((finding) => {
      const certain: Suppression[] = [];
      const possible: Suppression[] = [];
      const stacks = recordedStacks(finding, options.numCallers);
      for (const hit of byKind.get(finding.kind) ?? []) {
        const answer = matchesStacks(hit.suppression, finding, stacks);
        if (answer === 'no') continue;
        (answer === 'yes' ? certain : possible).push(hit.suppression);
        (answer === 'yes' ? hit.certain : hit.possible).push(finding);
      }
      return { finding, certain, possible };
    }),
    suppressions: hits,
  };
}
