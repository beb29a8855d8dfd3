import type { Finding, Frame } from '../finding/finding.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import { safeColumns, type SafeCandidate, type Safety } from './columns.js';
import { cover, type CoverLimits } from './cover.js';
import { exportedLines, fleetingLines } from './exported.js';
import { plausibleStacks } from './plausible.js';
import { reachIn } from './reach.js';

/** What is chosen for the noise of one kind. */
export interface Choice {
  readonly chosen: readonly SafeCandidate[];
  /** By position in the list of noise: why no candidate hides it. */
  readonly uncovered: ReadonlyMap<number, string>;
  /** Proven lower bound on the number of entries over the candidates that were allowed. */
  readonly bound: number;
  readonly refusals: readonly Refusal[];
}

/** An entry that would have been chosen, had it not matched a stack that no log shows and a pattern calls real. */
export interface Refusal {
  readonly kind: string;
  readonly frames: readonly FramePattern[];
  readonly pattern: Suppression;
  /** The plausible stack that both match; undefined where none was found and none could be ruled out. */
  readonly stack: readonly Frame[] | undefined;
}

export interface Choosing {
  /** Findings of the kind that must stay reported. */
  readonly real: readonly Finding[];
  /** Patterns of such findings, of any kind. */
  readonly patterns: readonly Suppression[];
  /** All findings: their stacks tell which calls there are. */
  readonly all: readonly Finding[];
  readonly safety: Safety;
  readonly limits: CoverLimits;
}

/** More open doors, or more names that may not last, than this do not make an entry worse. */
const most = 15;

/**
 * The fewest candidates that hide the noise of one kind, then those with the fewest lines, then those that leave
 * the fewest doors open, then those with names that last.
 *
 * A choice in which some entry matches a plausible stack that is real by a pattern is not taken: that entry goes, and with it
 * every candidate that matches the same stack, and the choice is made anew. Each round takes one at least.
 */
export async function choose(noise: readonly Finding[], choosing: Choosing): Promise<Choice> {
  const { real, all, safety, limits } = choosing;
  const { candidates, uncovered: unreached } = safeColumns(noise, real, safety);
  const patterns = choosing.patterns.filter((pattern) => isAbout(pattern, noise[0]!));
  const plausible = patterns.length > 0 ? plausibleStacks(all, [...noise, ...real]) : undefined;
  const exported = exportedLines(all);
  const refusals: Refusal[] = [];
  const harmless = new Set<SafeCandidate>();
  let allowed = candidates;
  for (;;) {
    const { chosen, rows, bound } = await smallest(noise, allowed, exported, limits);
    const refused = chosen.flatMap((each) => (harmless.has(each) ? [] : (harmOf(each) ?? [])));
    if (refused.length === 0) {
      const hidden = new Set(rows);
      const uncovered = new Map(unreached);
      for (const position of noise.keys())
        if (!hidden.has(position) && !uncovered.has(position)) uncovered.set(position, plausiblyReal);
      return { chosen, uncovered, bound, refusals };
    }
    refusals.push(...refused);
    allowed = withoutHarm(allowed, refused);
  }

  function harmOf(candidate: SafeCandidate): Refusal | undefined {
    for (const pattern of candidate.isExact || !plausible ? [] : patterns) {
      if (!shareLeakKind(pattern, candidate)) continue;
      const stack = plausible!.inBoth(candidate.frames, pattern);
      if (stack === undefined) continue;
      const found = stack === 'undecided' ? undefined : stack;
      return { kind: noise[0]!.kind, frames: candidate.frames, pattern, stack: found };
    }
    harmless.add(candidate);
    return undefined;
  }

  function withoutHarm(
    from: readonly SafeCandidate[],
    refused: readonly Refusal[],
  ): readonly SafeCandidate[] {
    const stacks = refused.flatMap(({ stack }) =>
      stack ? [{ ...noise[0]!, frames: stack, variants: [], hidesBelowMain: false }] : [],
    );
    const reach = reachIn(stacks, Infinity);
    const gone = new Set(refused.map(({ frames }) => frames));
    return from.filter(
      (each) => each.isExact || (!gone.has(each.frames) && reach(each.frames).maybe.length === 0),
    );
  }
}

const plausiblyReal = 'every entry for it would also hide a plausible stack that a real pattern matches';

async function smallest(
  noise: readonly Finding[],
  candidates: readonly SafeCandidate[],
  exported: ReadonlySet<string>,
  limits: CoverLimits,
): Promise<{ chosen: readonly SafeCandidate[]; rows: readonly number[]; bound: number }> {
  const reached = new Set(candidates.flatMap(({ hides }) => hides));
  const rows = [...noise.keys()].filter((position) => reached.has(position));
  const rowOf = new Map(rows.map((position, row) => [position, row]));
  const columns = candidates.map(({ hides, frames, opens }) => ({
    rows: hides.map((position) => rowOf.get(position)!),
    cost: inOrder(frames.length, opens.length, fleetingLines(frames, exported)),
  }));
  const { chosen, bound } = await cover(rows.length, columns, limits);
  return { chosen: chosen.map((column) => candidates[column]!), rows, bound };
}

/** One number that orders by the first, then the second, then the third. */
function inOrder(first: number, second: number, third: number): number {
  return (first * (most + 1) + Math.min(second, most)) * (most + 1) + Math.min(third, most);
}

function isAbout(pattern: Suppression, { kind, extra }: Finding): boolean {
  return (
    pattern.kind === kind && (pattern.extra === extra || pattern.extra === undefined || extra === undefined)
  );
}

function shareLeakKind({ leakKinds: some }: Suppression, { leakKinds: others }: SafeCandidate): boolean {
  return some === undefined || others === undefined || others.some((kind) => some.includes(kind));
}
