import type { Finding } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import { mark, type Knowledge } from '../minimize/marks.js';
import type { GuardLevel } from '../minimize/guard.js';
import { minimize } from '../minimize/minimize.js';
import type { CoverLimits } from '../minimize/cover.js';
import type { Suppression } from '../suppression/suppression.js';
import { cutSet } from './cut-set.js';

export interface EvaluateOptions {
  readonly knowledge: Knowledge;
  readonly numCallers: number;
  readonly guard?: GuardLevel;
  readonly limits: CoverLimits;
  /** The group that a log belongs to; one group at a time is left out. */
  readonly groupOf: (log: string) => string;
  /** Called before each group, from 0 on. */
  readonly onProgress?: (done: number, all: number, group: string) => void;
}

/** How one way of making sets did on findings that it had not seen, summed over all groups. */
export interface Score {
  /** `minimize`, `exact`, or `cut after K`. */
  readonly method: string;
  readonly noise: { readonly unseen: number; readonly hidden: number };
  readonly real: { readonly unseen: number; readonly hidden: number };
  /** Of one set, on average over the groups, rounded. */
  readonly entries: number;
  readonly frames: number;
}

export interface Evaluation {
  readonly groups: readonly string[];
  readonly scores: readonly Score[];
}

const cuts = [2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12];

/**
 * Held-out validation: leaves one group of logs out, makes sets from the rest, and tries them on the findings that
 * only the group left out shows. Beside `minimize` stand what people do by hand: one entry for each distinct
 * finding, and the same cut after a number of frames. None of them gets an entry that hides a real finding of the
 * logs it was made from.
 */
export async function evaluate(findings: readonly Finding[], options: EvaluateOptions): Promise<Evaluation> {
  const { groupOf, knowledge, numCallers, guard, limits, onProgress } = options;
  const isReal = new Map(
    mark(findings, knowledge).map(({ finding, marked }) => [finding.id, marked === 'real']),
  );
  const groupsOf = (finding: Finding) => new Set(finding.places.map(({ log }) => groupOf(log)));
  const membership = new Map(findings.map((finding) => [finding, groupsOf(finding)]));
  const groups = [...new Set([...membership.values()].flatMap((of) => [...of]))].sort();

  const totals = new Map<string, Total>();
  for (const [done, group] of groups.entries()) {
    onProgress?.(done, groups.length, group);
    const isUnseen = (finding: Finding) =>
      membership.get(finding)!.size === 1 && membership.get(finding)!.has(group);
    const unseen = findings.filter(isUnseen);
    const rest = findings.filter((finding) => !isUnseen(finding));
    const noise = rest.filter((finding) => !isReal.get(finding.id));
    const real = rest.filter((finding) => isReal.get(finding.id));
    const made = await minimize(rest, { knowledge, existing: [], numCallers, guard, limits });
    const sets: [string, readonly Suppression[]][] = [
      ['minimize', made.suppressions.map((entry) => ({ ...entry, file: '', line: 0 }))],
      ['exact', cutSet(noise, real, numCallers)],
      ...cuts
        .filter((length) => length < numCallers)
        .map((length): [string, Suppression[]] => [`cut after ${length}`, cutSet(noise, real, length)]),
    ];
    for (const [method, set] of sets) {
      const total = totals.get(method) ?? { noise: [0, 0], real: [0, 0], entries: 0, frames: 0 };
      totals.set(method, total);
      total.entries += set.length;
      total.frames += set.reduce((sum, { frames }) => sum + frames.length, 0);
      const byKind = groupByKind(set);
      for (const finding of unseen) {
        const tally = isReal.get(finding.id) ? total.real : total.noise;
        tally[0]++;
        const hides = (suppression: Suppression) => matches(suppression, finding, { numCallers }) === 'yes';
        if (byKind.get(finding.kind)?.some(hides)) tally[1]++;
      }
    }
  }
  return { groups, scores: [...totals].map(([method, total]) => score(method, total, groups.length)) };
}

/** Unseen and hidden, and sums over sets. */
interface Total {
  readonly noise: [number, number];
  readonly real: [number, number];
  entries: number;
  frames: number;
}

function score(method: string, total: Total, sets: number): Score {
  return {
    method,
    noise: { unseen: total.noise[0], hidden: total.noise[1] },
    real: { unseen: total.real[0], hidden: total.real[1] },
    entries: Math.round(total.entries / sets),
    frames: Math.round(total.frames / sets),
  };
}

function groupByKind(set: readonly Suppression[]): Map<string, Suppression[]> {
  const groups = new Map<string, Suppression[]>();
  for (const suppression of set) {
    const group = groups.get(suppression.kind);
    if (group) group.push(suppression);
    else groups.set(suppression.kind, [suppression]);
  }
  return groups;
}
