import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import type { Suppression } from '../suppression/suppression.js';
import { callbacksIn } from './callbacks.js';
import { callsIn } from './calls.js';
import { choose, type Refusal } from './choose.js';
import type { Safety } from './columns.js';
import type { CoverLimits } from './cover.js';
import { entries, type Chosen, type NewSuppression } from './entries.js';
import type { GuardLevel } from './guard.js';
import { mark, type Knowledge, type Mark } from './marks.js';

/** An entry that rests on one anchor is blunt when it hides more than this share of the noise, unless that is few. */
const shareOnOneAnchor = 0.05;
const fewOnOneAnchor = 20;

export interface MinimizeOptions {
  readonly knowledge: Knowledge;
  /** Suppressions that are in use already, loaded for every tool: what they surely hide is done. */
  readonly existing: readonly Suppression[];
  /** The depth at which the set will be used. */
  readonly numCallers: number;
  readonly limits: CoverLimits;
  /** How careful to be about findings that no log shows; `normal` unless given. */
  readonly guard?: GuardLevel;
}

/** Counts of findings: error records read, distinct findings, and how many of the distinct ones are hidden. */
export interface Tally {
  readonly findings: number;
  readonly distinct: number;
  readonly hidden: number;
}

export interface Minimized {
  readonly noise: Tally;
  readonly real: Tally;
  readonly suppressions: readonly NewSuppression[];
  /** Noise that stays reported, by id. */
  readonly uncovered: readonly { readonly id: string; readonly reason: string }[];
  /** Proven lower bound on the number of entries over the candidates considered. */
  readonly bound: number;
  /** Entries that were not written because of stacks that no log shows. */
  readonly refusals: readonly Refusal[];
  /** Findings that must stay reported, with the reason; those that `existing` hides are said to be so. */
  readonly kept: readonly (Mark & { readonly hiddenBy: readonly Suppression[] })[];
}

/**
 * The smallest set over the candidates considered that hides the noise and no real finding.
 *
 * @throws Error when an entry turns out to hide a real finding after all: that is a defect of chaff, and no set
 * is better than a wrong one.
 */
export async function minimize(unsorted: readonly Finding[], options: MinimizeOptions): Promise<Minimized> {
  const { numCallers } = options;
  // The order in which logs were named must not show.
  const findings = [...unsorted].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const marks = mark(findings, options.knowledge);
  const real = marks.filter((each) => each.marked === 'real');
  const noise = marks.filter((each) => each.marked === 'noise').map((each) => each.finding);
  const before = replay(options.existing, findings, { numCallers }).findings;
  const done = new Set(before.filter((hit) => hit.certain.length > 0).map((hit) => hit.finding.id));

  const open = noise.filter((finding) => !done.has(finding.id));
  const chosen: Chosen[] = [];
  const uncovered: { id: string; reason: string }[] = [];
  let bound = 0;
  const { own } = options.knowledge;
  const safety: Safety = {
    numCallers,
    own,
    guard: options.guard ?? 'normal',
    // For memory, code of programs that are not one's own is as good as that of libraries; for errors it is not.
    callbacks: callbacksIn(findings, own, numCallers, true),
    mostOnOneAnchor: Math.max(fewOnOneAnchor, Math.floor(open.length * shareOnOneAnchor)),
  };
  const calls = callsIn(findings);
  const refusals: Refusal[] = [];
  for (const group of groups(open)) {
    const alike = real.map((each) => each.finding).filter((finding) => sameKind(finding, group[0]!));
    const choice = await choose(group, {
      real: alike,
      patterns: options.knowledge.real,
      calls,
      safety,
      limits: options.limits,
    });
    for (const [position, reason] of choice.uncovered) uncovered.push({ id: group[position]!.id, reason });
    for (const candidate of choice.chosen) {
      chosen.push({ candidate, hidden: candidate.hides.map((position) => group[position]!) });
    }
    bound += choice.bound;
    for (const refusal of choice.refusals) refusals.push(refusal);
  }
  const suppressions = entries(chosen);
  prove(suppressions, real, numCallers);
  const hiddenByOld = new Map(before.map((hit) => [hit.finding.id, hit.certain]));
  const kept = real.map((each) => ({ ...each, hiddenBy: hiddenByOld.get(each.finding.id) ?? [] }));
  return {
    noise: { ...tally(noise), hidden: noise.length - uncovered.length },
    real: {
      ...tally(real.map((each) => each.finding)),
      hidden: kept.filter((each) => each.hiddenBy.length > 0).length,
    },
    suppressions,
    uncovered: uncovered.sort((a, b) => (a.id < b.id ? -1 : 1)),
    bound,
    kept,
    refusals,
  };
}

/** Findings that one entry could hide together: of one kind, and one extra line. */
function groups(findings: readonly Finding[]): Finding[][] {
  const found = new Map<string, Finding[]>();
  for (const finding of findings) {
    const key = `${finding.kind}\n${finding.extra ?? ''}`;
    const group = found.get(key);
    if (group) group.push(finding);
    else found.set(key, [finding]);
  }
  return [...found.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

function sameKind(a: Finding, b: Finding): boolean {
  return a.kind === b.kind && (a.extra === b.extra || a.extra === undefined || b.extra === undefined);
}

function tally(findings: readonly Finding[]): Omit<Tally, 'hidden'> {
  return { findings: findings.reduce((sum, finding) => sum + finding.records, 0), distinct: findings.length };
}

/** The promise, checked on the entries as they will be written, by what knows nothing of how they were found. */
function prove(suppressions: readonly NewSuppression[], real: readonly Mark[], numCallers: number): void {
  const set = suppressions.map((entry) => ({ ...entry, file: '', line: 0 }));
  const findings = real.map(({ finding }) => finding);
  for (const { suppression, certain, possible } of replay(set, findings, { numCallers }).suppressions)
    for (const { id } of [...certain, ...possible])
      throw new Error(
        `“${suppression.name}” would hide the real finding ${id}; please report this defect of chaff`,
      );
}
