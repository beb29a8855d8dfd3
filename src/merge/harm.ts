import type { Finding, Frame } from '../finding/finding.js';
import { headsOf, type Head } from '../match/covers.js';
import { matches } from '../match/matches.js';
import { replay } from '../match/replay.js';
import { fittingStack } from '../match/separate.js';
import { findingsOf } from '../finding/from-suppressions.js';
import { plausibleStacks, type PlausibleStacks } from '../minimize/plausible.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Suppression } from '../suppression/suppression.js';
import { toolOfKind } from '../suppression/tools.js';
import { cut } from './stands-for.js';

/** What somebody marked real. */
export interface RealEvidence {
  /** Patterns of findings that must stay reported, of any number of teams. */
  readonly patterns: readonly SetEntry[];
  /** Of logs, real ones and others: what is called by what. */
  readonly findings: readonly Finding[];
}

/** A finding that an entry would hide, or may hide, and that is real. */
export interface Harm {
  /** The pattern by which it is real. */
  readonly by: SetEntry;
  /**
   * - `finding`: a log has it
   * - `pattern`: the shortest finding that the pattern matches, or the one that it was printed for
   * - `plausible`: no log has it, but every three frames of it stand together in some log
   * - `undecided`: the search for a plausible one was given up, so there may be one
   */
  readonly how: 'finding' | 'pattern' | 'plausible' | 'undecided';
  /** Of the logs; only for `finding`. */
  readonly finding?: Finding;
  readonly kind: string;
  readonly extra?: string;
  readonly leakKind?: Finding['leakKind'];
  /** Innermost first; empty for `undecided`. */
  readonly frames: readonly Frame[];
}

/** Prepares the question which real finding an entry hides, or may hide; doubt counts. */
export function harmsOf(
  { patterns, findings }: RealEvidence,
  numCallers: number,
): (entry: SetEntry) => Harm | undefined {
  const real = patterns.flatMap((by) => suppressionsOf(by).map((pattern) => ({ by, pattern })));
  const marked = new Map(real.map(({ by, pattern }) => [pattern, by]));
  const known: Harm[] = [
    ...replay([...marked.keys()], findings).findings.flatMap(({ finding, certain, possible }): Harm[] => {
      const pattern = certain[0] ?? possible[0];
      return pattern ? [{ by: marked.get(pattern)!, how: 'finding', finding, ...partsOf(finding) }] : [];
    }),
    ...real.flatMap(({ by, pattern }) =>
      examplesOf(pattern).map((finding): Harm => ({ by, how: 'pattern', ...partsOf(finding) })),
    ),
  ];
  const plausible = findings.length > 0 ? plausibleHarms(real, findings) : () => undefined;
  const harms = new Map<SetEntry, Harm | undefined>();
  return (entry) => {
    if (!harms.has(entry)) harms.set(entry, harmOf(entry));
    return harms.get(entry);
  };

  function harmOf(entry: SetEntry): Harm | undefined {
    if (real.length === 0) return undefined;
    const read = suppressionsOf(entry).map((whole) => ({ whole, short: cut(whole, numCallers) }));
    const found = known.find((harm) => {
      const finding = harm.finding ?? exampleFinding(harm, harm.frames);
      return read.some(
        ({ whole, short }) =>
          matches(short, finding, { numCallers }) !== 'no' || matches(whole, finding) !== 'no',
      );
    });
    if (found) return found;
    for (const { short } of read) {
      const harm = plausible(short);
      if (harm) return harm;
    }
    return undefined;
  }
}

interface RealPattern {
  readonly by: SetEntry;
  readonly pattern: Suppression;
}

function plausibleHarms(
  real: readonly RealPattern[],
  findings: readonly Finding[],
): (entry: Suppression) => Harm | undefined {
  const byKind = new Map<string, PlausibleStacks>();
  const stacksLike = ({ kind, extra }: Suppression) => {
    const key = `${kind}\n${extra ?? ''}`;
    const known = byKind.get(key);
    if (known) return known;
    const alike = findings.filter(
      (finding) => finding.kind === kind && (finding.extra ?? extra) === (extra ?? finding.extra),
    );
    const stacks = plausibleStacks(findings, alike);
    byKind.set(key, stacks);
    return stacks;
  };
  return (entry) => {
    for (const { by, pattern } of real) {
      const head = headsOf(entry).find((each) => headsOf(pattern).some((other) => isSameHead(each, other)));
      if (!head) continue;
      const frames = stacksLike(entry).inBoth(entry.frames, pattern);
      if (frames === 'undecided') return { by, how: 'undecided', ...head, frames: [] };
      if (frames) return { by, how: 'plausible', ...head, frames };
    }
    return undefined;
  };
}

/** What a pattern stands for by itself: the findings it was printed for, or the shortest that it matches. */
function examplesOf(pattern: Suppression): readonly Finding[] {
  const { findings, patterns } = findingsOf([pattern]);
  if (patterns.length === 0) return findings;
  const frames = fittingStack(pattern.frames);
  return headsOf(pattern).map((head) => exampleFinding(head, frames));
}

function exampleFinding({ kind, extra, leakKind }: Head, frames: readonly Frame[]): Finding {
  return {
    id: '',
    tool: toolOfKind(kind),
    kind,
    ...(extra === undefined ? {} : { extra }),
    ...(leakKind === undefined ? {} : { leakKind }),
    frames,
    hidesBelowMain: false,
    variants: [],
    what: '',
    auxiliary: [],
    origins: [],
    count: 1,
    records: 1,
    places: [],
  };
}

/** What its tools read of an entry, each thing once. */
function suppressionsOf({ loaded }: SetEntry): readonly Suppression[] {
  return [...new Map([...loaded.values()].map((each) => [each.kind, each])).values()];
}

function partsOf({ kind, extra, leakKind, frames }: Finding): Head & Pick<Finding, 'frames'> {
  return {
    kind,
    ...(extra === undefined ? {} : { extra }),
    ...(leakKind === undefined ? {} : { leakKind }),
    frames,
  };
}

function isSameHead(one: Head, other: Head): boolean {
  return one.kind === other.kind && one.extra === other.extra && one.leakKind === other.leakKind;
}
