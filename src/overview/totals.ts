import type { Check, CheckedFinding } from '../check/check.js';
import { compare } from '../collect/collected.js';
import type { Finding } from '../finding/finding.js';

/** Distinct findings by what becomes of them. */
export interface Tally {
  readonly findings: number;
  readonly reported: number;
  readonly uncertain: number;
  readonly hidden: number;
  /** Marked real, hidden or not. */
  readonly real: number;
  /** Marked real and hidden all the same. */
  readonly realHidden: number;
  /** How often the errors happened, as far as the logs tell. */
  readonly count: number;
}

export interface KindTally extends Tally {
  readonly tool: Finding['tool'];
  /** With the kind of leak: `Memcheck:Leak (definite)`. */
  readonly kind: string;
}

export function tallyOf(findings: readonly CheckedFinding[]): Tally {
  const tally = { findings: 0, reported: 0, uncertain: 0, hidden: 0, real: 0, realHidden: 0, count: 0 };
  for (const { finding, state, real } of findings) {
    tally.findings += 1;
    tally[state] += 1;
    tally.count += finding.count;
    if (real) tally.real += 1;
    if (real && state === 'hidden') tally.realHidden += 1;
  }
  return tally;
}

/** By tool, then the kind with the most findings to look at first. */
export function kindTallies({ findings }: Check): readonly KindTally[] {
  const byKind = new Map<string, CheckedFinding[]>();
  for (const each of findings) {
    const key = `${each.finding.tool}\n${kindOf(each.finding)}`;
    const known = byKind.get(key);
    if (known) known.push(each);
    else byKind.set(key, [each]);
  }
  const open = ({ reported, uncertain, realHidden }: Tally) => reported + uncertain + realHidden;
  return [...byKind.values()]
    .map((some) => {
      const { finding } = some[0]!;
      return { tool: finding.tool, kind: kindOf(finding), ...tallyOf(some) };
    })
    .sort(
      (a, b) =>
        compare(a.tool, b.tool) || open(b) - open(a) || b.findings - a.findings || compare(a.kind, b.kind),
    );
}

/** The kind as people know it: of a leak also whether it is definite. */
export function kindOf({ kind, leakKind }: Finding): string {
  return leakKind === undefined ? kind : `${kind} (${leakKind})`;
}
