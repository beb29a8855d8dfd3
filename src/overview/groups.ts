import type { Advice } from '../advice/advice.js';
import type { CheckedFinding } from '../check/check.js';
import type { Group } from '../group/group.js';
import type { Judged } from '../verdict/verdict.js';
import { tallyOf, type Tally } from './totals.js';

/** Why a group stands where it does: a real finding is hidden, one is reported, any is reported, uncertain; all are hidden. */
export const ranks = ['alarm', 'real', 'reported', 'uncertain', 'hidden'] as const;
export type Rank = (typeof ranks)[number];

export interface ToldGroup {
  readonly group: Group;
  readonly rank: Rank;
  readonly tally: Tally;
  /** What needs eyes first comes first, then as in the group. */
  readonly findings: readonly ToldFinding[];
  readonly advice: readonly Advice[];
}

export interface ToldFinding extends CheckedFinding {
  /** What people decided; undefined where no files of verdicts were read. */
  readonly judged: Judged | undefined;
}

/** Groups with what became of their findings; what needs eyes first comes first, then the most frequent. */
export function toldGroups(
  groups: readonly Group[],
  checked: readonly CheckedFinding[],
  {
    judged,
    advise,
  }: { readonly judged: readonly Judged[]; readonly advise: (group: Group) => readonly Advice[] },
): readonly ToldGroup[] {
  const checkedById = new Map(checked.map((each) => [each.finding.id, each]));
  const judgedById = new Map(judged.map((each) => [each.finding.id, each]));
  return groups
    .map((group): ToldGroup => {
      const findings = group.findings.map(({ id }): ToldFinding => ({
        ...checkedById.get(id)!,
        judged: judgedById.get(id),
      }));
      findings.sort((a, b) => place(rankOf(a)) - place(rankOf(b)));
      return { group, rank: rankOf(findings[0]!), tally: tallyOf(findings), findings, advice: advise(group) };
    })
    .sort(
      (a, b) =>
        place(a.rank) - place(b.rank) ||
        b.group.count - a.group.count ||
        (a.group.id < b.group.id ? -1 : a.group.id > b.group.id ? 1 : 0),
    );
}

function rankOf({ state, real }: CheckedFinding): Rank {
  if (real) return state === 'hidden' ? 'alarm' : 'real';
  return state;
}

function place(rank: Rank): number {
  return ranks.indexOf(rank);
}
