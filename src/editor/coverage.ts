import type { LintEntry } from '../lint/rule.js';
import { coverersIn } from '../match/coverers.js';

/** How an entry stands to the others of its set. Each list is in the order of the set. */
export interface CoverageOf {
  /** Entries that hide all that it hides, and more. */
  readonly coverers: readonly LintEntry[];
  /** Entries that hide the same. */
  readonly equals: readonly LintEntry[];
  /** Entries all of whose findings it hides, and more. */
  readonly covered: readonly LintEntry[];
}

/** Compares an entry with all entries of its set, itself among them. */
export function coverageOf(entry: LintEntry, entries: readonly LintEntry[]): CoverageOf {
  const suppressions = entries.map(({ suppression }) => suppression);
  const above = new Set(coverersIn(suppressions)(entry.suppression));
  const isBelow = isCoveredBy(entry);
  const below = new Set(entries.filter((other) => other !== entry && isBelow(other)));
  return {
    coverers: entries.filter((each) => above.has(each.suppression) && !below.has(each)),
    equals: entries.filter((each) => above.has(each.suppression) && below.has(each)),
    covered: entries.filter((each) => !above.has(each.suppression) && below.has(each)),
  };
}

function isCoveredBy({ suppression }: LintEntry): (other: LintEntry) => boolean {
  const coverersOf = coverersIn([suppression]);
  return (other) => [...coverersOf(other.suppression)].length > 0;
}
