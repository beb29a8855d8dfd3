import type { Finding, Frame } from '../finding/finding.js';
import type { FramePattern, Suppression } from '../suppression/suppression.js';
import type { Calls } from './calls.js';
import { columnsFor, type Columns, type SafeCandidate, type Safety } from './columns.js';
import { cover, type CoverLimits } from './cover.js';
import { stacksOf } from './stacks.js';
import { walk } from './walk.js';

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
  readonly calls: Calls;
  readonly safety: Safety;
  readonly limits: CoverLimits;
}

/** More open doors, or more names that may not last, than this do not make an entry worse. */
const most = 15;

/**
 * The fewest candidates that hide the noise of one kind, then those that hide nothing near own code, then those with the fewest
 * lines, then those that leave the fewest doors open, then those with names that last.
 *
 * A choice in which some entry matches a plausible stack that is real by a pattern is not taken: that entry goes, and with it
 * every candidate that matches the same stack, and the choice is made anew. Each round takes one at least.
 */
export async function choose(noise: readonly Finding[], choosing: Choosing): Promise<Choice> {
  const { real, calls, safety, limits } = choosing;
  const columns = columnsFor(noise, real, safety);
  const patterns = choosing.patterns.filter((pattern) => isAbout(pattern, noise[0]!));
  const plausible = patterns.length > 0 ? calls.plausible([...noise, ...real]) : undefined;
  const nearTo = plausible?.near(patterns);
  const costs = costsOf(columns, calls.fleeting);
  const refusals: Refusal[] = [];
  const harmless = new Set<number>();
  const isAllowed = new Uint8Array(columns.count).fill(1);
  for (;;) {
    const { chosen, rows, bound } = await smallest(columns, costs, isAllowed, limits);
    const doubtful = chosen.filter((each) => !harmless.has(each));
    const refused = plausible
      ? columns.spellOut(doubtful).flatMap((each, at) => harmOf(each, doubtful[at]!) ?? [])
      : [];
    if (refused.length === 0) {
      const hidden = new Set(rows);
      const uncovered = new Map(columns.uncovered);
      for (const position of noise.keys())
        if (!hidden.has(position) && !uncovered.has(position)) uncovered.set(position, plausiblyReal);
      return { chosen: columns.spellOut(chosen), uncovered, bound, refusals };
    }
    for (const { refusal } of refused) refusals.push(refusal);
    forbidHarm(refused);
  }

  function harmOf(
    candidate: SafeCandidate,
    number: number,
  ): { refusal: Refusal; number: number } | undefined {
    for (const pattern of candidate.isExact || !nearTo ? [] : nearTo(candidate.frames)) {
      if (!shareLeakKind(pattern, candidate)) continue;
      const stack = plausible!.inBoth(candidate.frames, pattern);
      if (stack === undefined) continue;
      const found = stack === 'undecided' ? undefined : stack;
      const refusal = { kind: noise[0]!.kind, frames: candidate.frames, pattern, stack: found };
      return { refusal, number };
    }
    harmless.add(number);
    return undefined;
  }

  function forbidHarm(refused: readonly { refusal: Refusal; number: number }[]): void {
    const stacks = refused.flatMap(({ refusal: { stack } }) =>
      stack ? [{ ...noise[0]!, frames: stack, variants: [], hidesBelowMain: false }] : [],
    );
    const { tree } = columns;
    const meets = new Uint8Array(tree.size);
    walk(tree, stacksOf(stacks, Infinity, tree.lines), (node) => (meets[node] = 1));
    for (let candidate = 0; candidate < columns.count; candidate++)
      if (!columns.isExact(candidate) && meets[columns.nodeOf(candidate)] === 1) isAllowed[candidate] = 0;
    for (const { number } of refused) isAllowed[number] = 0;
  }
}

const plausiblyReal = 'every entry for it would also hide a plausible stack that a real pattern matches';

/** By candidate: what decides between choices with equally many. */
function costsOf(
  { count, tree, nodeOf, opensOf, isNearOwnCode }: Columns,
  fleeting: (lines: readonly FramePattern[]) => number,
): Int32Array {
  const costs = new Int32Array(count);
  for (let candidate = 0; candidate < count; candidate++) {
    const lines = tree.linesOf(nodeOf(candidate));
    const length = lines.length + (isNearOwnCode(candidate) ? longest : 0);
    costs[candidate] = inOrder(length, opensOf(candidate), fleeting(lines));
  }
  return costs;
}

/** No entry has more lines. */
const longest = 1000;

/** Of candidates that hide the same, the cheapest, and of these the first, is as good as all. */
async function smallest(
  { count, setOf, sets }: Columns,
  costs: Int32Array,
  isAllowed: Uint8Array,
  limits: CoverLimits,
): Promise<{ chosen: readonly number[]; rows: readonly number[]; bound: number }> {
  const best = new Int32Array(sets.count).fill(-1);
  for (let candidate = 0; candidate < count; candidate++) {
    const set = setOf(candidate);
    const before = best[set]!;
    if (isAllowed[candidate] === 1 && (before < 0 || costs[candidate]! < costs[before]!))
      best[set] = candidate;
  }
  const candidates = best.filter((candidate) => candidate >= 0).sort();
  const hides = Array.from(candidates, (candidate) => sets.elementsOf(setOf(candidate)));
  const reached = new Set<number>();
  for (const positions of hides) for (const position of positions) reached.add(position);
  const rows = [...reached].sort((a, b) => a - b);
  const rowOf = new Map(rows.map((position, row) => [position, row]));
  const columns = hides.map((positions, at) => ({
    rows: positions.map((position) => rowOf.get(position)!),
    cost: costs[candidates[at]!]!,
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
