import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { automatonOf } from './automaton/automaton.js';
import { headsOf } from './heads.js';
import { matchesStacks, type MatchOptions } from './matches.js';
import { recordedStacks, type Stack } from './stack.js';

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
  const ofKind = new Map<string, Finding[]>();
  for (const finding of findings) {
    const known = ofKind.get(finding.kind);
    if (known) known.push(finding);
    else ofKind.set(finding.kind, [finding]);
  }
  const matching = new Map(
    [...byKind].map(([kind, some]) => {
      const entries = some.map(({ suppression }) => suppression);
      const own = ofKind.get(kind) ?? [];
      return [kind, isFew(entries.length, own.length) ? askingEach(entries) : askingAll(entries, own)];
    }),
  );
  // Lists of a finding are filled here first, for those that grow by themselves are larger than they need be.
  const [certain, possible]: [Suppression[], Suppression[]] = [[], []];
  return {
    findings: findings.map((finding) => {
      let [sure, unsure] = [0, 0];
      const some = byKind.get(finding.kind);
      if (some) {
        const stacks = recordedStacks(finding, options.numCallers);
        matching.get(finding.kind)!(finding, stacks, (at, isSure) => {
          const hit = some[at]!;
          if (isSure) {
            certain[sure++] = hit.suppression;
            hit.certain.push(finding);
          } else {
            possible[unsure++] = hit.suppression;
            hit.possible.push(finding);
          }
        });
      }
      return { finding, certain: first(sure, certain), possible: first(unsure, possible) };
    }),
    suppressions: hits,
  };
}

function first(count: number, list: readonly Suppression[]): readonly Suppression[] {
  return count === 0 ? none : list.slice(0, count);
}

/** Of findings that nothing hides, which most are: one list for all. */
const none: readonly Suppression[] = [];

/** Tells the places of the entries that match a finding, or may, in their order. */
type Matching = (
  finding: Finding,
  stacks: readonly Stack[],
  hit: (at: number, isSure: boolean) => void,
) => void;

/** Is it quicker to ask each entry than to make an automaton of them? */
function isFew(entries: number, findings: number): boolean {
  return entries <= 16 || entries * findings <= 1000;
}

function askingEach(entries: readonly Suppression[]): Matching {
  return (finding, stacks, hit) => {
    entries.forEach((entry, at) => {
      const answer = matchesStacks(entry, finding, stacks);
      if (answer !== 'no') hit(at, answer === 'yes');
    });
  };
}

function askingAll(entries: readonly Suppression[], findings: readonly Finding[]): Matching {
  const every = Math.ceil(findings.length / 500);
  const sample = findings.filter((_, at) => at % every === 0).flatMap(({ frames }) => frames);
  const fitting = automatonOf(
    entries.map(({ frames }) => frames),
    sample,
  );
  const heads = headsOf(entries);
  return (finding, stacks, hit) => {
    fitting(stacks, heads(finding), hit);
  };
}
