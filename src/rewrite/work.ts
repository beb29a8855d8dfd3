import type { Finding } from '../finding/finding.js';
import { matches } from '../match/matches.js';
import { callbacksIn } from '../minimize/callbacks.js';
import type { Safety } from '../minimize/columns.js';
import type { CoverLimits } from '../minimize/cover.js';
import { mark, type Knowledge } from '../minimize/marks.js';
import type { GuardLevel } from '../minimize/guard.js';
import type { Suppression } from '../suppression/suppression.js';
import { toolOfKind } from '../suppression/tools.js';
import { formatSuppression, type NewEntry } from '../suppression/write.js';
import type { Evidence } from './evidence.js';
import { grouped } from './grouped.js';
import { loadedFrom } from './survey.js';

export interface RewriteOptions {
  readonly findings: readonly Finding[];
  readonly knowledge: Knowledge;
  readonly evidence: Evidence;
  /** Suppressions of other files in use: noise that they hide needs no new entry. */
  readonly existing: readonly Suppression[];
  /** The depth at which the set will be used. */
  readonly numCallers: number;
  /** Of the Valgrind that will read it. */
  readonly version: string;
  readonly limits: CoverLimits;
  /** How careful new entries are; `normal` unless given. */
  readonly guard?: GuardLevel;
  /** False: no entry gets broader, none is merged, and noise that nothing hides gets its exact stack. */
  readonly generalise: boolean;
}

/** What a suppression hides of the logs. */
export interface Hits {
  readonly noise: readonly Finding[];
  /** Noise of which the log does not tell whether it hides it. */
  readonly maybeNoise: readonly Finding[];
  /** Real findings that it hides, or may hide. */
  readonly real: readonly Finding[];
}

/** A new entry and what its tool makes of it. */
export interface Draft {
  readonly entry: NewEntry;
  readonly suppression: Suppression;
}

export interface Drafts {
  readonly drafts: readonly Draft[];
  /** Noise that stays reported, by id. */
  readonly uncovered: readonly Uncovered[];
}

export interface Uncovered {
  readonly id: string;
  readonly reason: string;
}

/** What all steps work with. */
export interface Work {
  readonly options: RewriteOptions;
  readonly noise: readonly Finding[];
  readonly real: readonly Finding[];
  readonly hits: (suppression: Suppression) => Hits;
  /** Ids of the noise that other files hide. */
  readonly elsewhere: ReadonlySet<string>;
  /** How careful new entries are. */
  readonly safety: () => Safety;
  /** The entry as the Valgrind of the options will load it; undefined where it would refuse it. */
  readonly draft: (entry: NewEntry) => Draft | undefined;
}

export function prepare(options: RewriteOptions): Work {
  // The order in which logs were named must not show.
  const findings = [...options.findings].sort((a, b) => (a.id < b.id ? -1 : a.id > b.id ? 1 : 0));
  const marks = mark(findings, options.knowledge);
  const noise = marks.filter(({ marked }) => marked === 'noise').map(({ finding }) => finding);
  const real = marks.filter(({ marked }) => marked === 'real').map(({ finding }) => finding);
  const [noiseOf, realOf] = [grouped(noise, kindOf), grouped(real, kindOf)];
  const { numCallers, knowledge, guard = 'normal' } = options;
  let safety: Safety | undefined;
  const known = new WeakMap<Suppression, Hits>();

  const hits = (suppression: Suppression): Hits => {
    const before = known.get(suppression);
    if (before) return before;
    const answer = (finding: Finding) => matches(suppression, finding, { numCallers });
    const met = (noiseOf.get(suppression.kind) ?? []).map((finding) => [finding, answer(finding)] as const);
    const found: Hits = {
      noise: met.filter(([, is]) => is === 'yes').map(([finding]) => finding),
      maybeNoise: met.filter(([, is]) => is === 'unknown').map(([finding]) => finding),
      real: (realOf.get(suppression.kind) ?? []).filter((finding) => answer(finding) !== 'no'),
    };
    known.set(suppression, found);
    return found;
  };
  return {
    options,
    noise,
    real,
    hits,
    elsewhere: new Set(options.existing.flatMap((each) => hits(each).noise.map(({ id }) => id))),
    safety: () =>
      (safety ??= {
        numCallers,
        own: knowledge.own,
        guard,
        callbacks: callbacksIn(findings, knowledge.own, numCallers, false),
        mostOnOneAnchor: Infinity, // nothing is generalised beyond what was there
      }),
    draft(entry) {
      const suppression = loadedFrom(formatSuppression(entry), toolOfKind(entry.kind), options);
      return suppression && { entry: { ...entry, name: suppression.name }, suppression };
    },
  };
}

function kindOf({ kind }: Finding): string {
  return kind;
}
