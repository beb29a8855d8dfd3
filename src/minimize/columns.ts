import type { Finding } from '../finding/finding.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, LeakKind } from '../suppression/suppression.js';
import { allowanceOfStack, isAnything, isBlunt, leakKindsAllowed, type Allowance } from './anchors.js';
import type { Callbacks } from './callbacks.js';
import { candidateSources } from './candidates/index.js';
import type { Noise } from './candidate.js';
import { exact, exactLines } from './candidates/exact.js';
import { doorsOf, heldBy } from './doors.js';
import { allowance, isNearOwnCode, type GuardLevel } from './guard.js';
import { integers } from '../match/integers.js';
import { lineTree, type LineTree } from './line-tree.js';
import { preparing } from './noise.js';
import { numberedDoors } from './open-doors.js';
import { openDoors, openingOf, type Opening } from './opening.js';
import type { OwnCode } from './own.js';
import { eachReached, type Hit } from './reached.js';
import { stacksOf } from './stacks.js';
import { distinctSets, type DistinctSets } from './sets.js';
import { walk } from './walk.js';

/** Lines that hide no real finding, with what they hide. */
export interface SafeCandidate extends Opening {
  readonly frames: readonly FramePattern[];
  /** The lines as spelled, joined by newlines. */
  readonly key: string;
  /** For leaks: exactly the kinds of the noise that it hides; undefined where the noise does not tell its own. */
  readonly leakKinds?: readonly LeakKind[];
  /** The whole stack of a finding, line by line. */
  readonly isExact: boolean;
  /** Positions in the list of noise, ascending. */
  readonly hides: readonly number[];
}

/**
 * Safe candidates by number, in the order of their keys, exact ones first among equals. There are dozens for each finding,
 * so what is known of them stands in arrays of integers, and they are spelled out only when somebody asks.
 */
export interface Columns {
  readonly count: number;
  /** The lines of all proposals; candidates are nodes of it. */
  readonly tree: LineTree;
  readonly nodeOf: (candidate: number) => number;
  readonly isExact: (candidate: number) => boolean;
  /** What the candidate hides, as a number of `sets`. */
  readonly setOf: (candidate: number) => number;
  /** Sets of positions in the list of noise. */
  readonly sets: DistinctSets;
  /** How many doors it leaves open through which no noise goes. */
  readonly opensOf: (candidate: number) => number;
  /** See guard.ts. */
  readonly isNearOwnCode: (candidate: number) => boolean;
  readonly spellOut: (candidates: readonly number[]) => readonly SafeCandidate[];
  /** By position in the list of noise: why no candidate hides it. */
  readonly uncovered: ReadonlyMap<number, string>;
}

export interface Safety {
  readonly numCallers: number;
  readonly own: OwnCode;
  readonly guard: GuardLevel;
  /** Where own code could stand within a gap of lines. */
  readonly callbacks: Callbacks;
  /** No entry that rests on one anchor hides more distinct findings than this. */
  readonly mostOnOneAnchor: number;
}

const leakOrder = ['definite', 'indirect', 'possible', 'reachable'] as const;

/** How a node of the tree was proposed. */
const asAny = 1;
const asExact = 2;

/**
 * All candidates for the noise of one kind that surely hide some of it and surely none of the real findings of
 * that kind. Leak kinds are as wide as the noise that is hidden, less those in which a real finding would be hit.
 */
export function columnsFor(noise: readonly Finding[], real: readonly Finding[], safety: Safety): Columns {
  const { numCallers, own, guard, callbacks } = safety;
  const stacks = stacksOf([...noise, ...real], numCallers, callbacks.lines);
  const prepare = preparing(numCallers, own);
  const prepared = noise.map(prepare);
  const doors = numberedDoors(prepared);
  const isLeak = noise[0]?.kind === 'Memcheck:Leak';
  const leakKinds = noise.map(({ leakKind }) => leakKind);
  const tree = lineTree(callbacks.lines);
  const proposed = proposals();
  const skipsOwnCode = guard === 'off' ? () => false : callbacks.skippedBy(tree, isLeak);

  const [nodes, exactness, setNumbers, openCounts] = [integers(), integers(), integers(), integers()];
  const nearness = integers();
  const sets = distinctSets();
  const covered = new Uint8Array(noise.length);
  const hit = integers();
  const ends = integers();
  const hides = integers();
  let realHit: number[] = [];
  walk(tree, stacks, (node, codes, from, to) => {
    const how = proposed[node] ?? 0;
    if (how === 0) return;
    hit.clear();
    ends.clear();
    realHit = [];
    eachReached(stacks, codes, from, to, (position, end) => {
      if (position >= noise.length) realHit.push(position - noise.length);
      else if (end >= 0) {
        hit.push(position);
        ends.push(end);
      }
    });
    if (hit.length === 0 || (realHit.length > 0 && !isLeak)) return;
    const lines = tree.linesOf(node);
    for (let at = 0; at < ends.length; at++) ends.values[at] = heldBy(lines, ends.values[at]!);
    // Lines can be the exact stack of one finding and a cut of another: the exact one may hide more.
    if (how & asExact) judge(node, lines, true);
    if (how & asAny) judge(node, lines, false);
  });
  const uncovered = whyUncovered();
  return {
    count: nodes.length,
    tree,
    nodeOf: (candidate) => nodes.values[candidate]!,
    isExact: (candidate) => exactness.values[candidate] === 1,
    setOf: (candidate) => setNumbers.values[candidate]!,
    sets,
    opensOf: (candidate) => openCounts.values[candidate]!,
    isNearOwnCode: (candidate) => nearness.values[candidate] === 1,
    spellOut,
    uncovered,
  };

  function proposals(): Uint8Array {
    let found = new Uint8Array(4096);
    for (const source of candidateSources)
      for (const lines of source(prepared)) {
        const node = tree.add(lines);
        if (node >= found.length) {
          const larger = new Uint8Array(Math.max(node + 1, found.length * 2));
          larger.set(found);
          found = larger;
        }
        found[node]! |= source === exact ? asExact : asAny;
      }
    return found;
  }

  function judge(node: number, lines: readonly FramePattern[], isExact: boolean): void {
    // Where nothing is told of the place, lines that leave it open would hide what any other code does there.
    if (isAnything(lines[0]!) && someHit(({ placeUntold }) => placeUntold)) return;
    const opened = doors.openedBy(hit, ends);
    const kinds = isExact && isLeak ? [] : opened.kinds();
    const allowed: Allowance = isExact
      ? allowanceOfStack(
          lines,
          someHit(({ ofAnybody }) => ofAnybody),
        )
      : allowance(lines, { isLeak, doors: kinds, skipsOwnCode: skipsOwnCode(node) }, guard);
    if (allowed === 'nothing' || (allowed !== 'anything' && !isLeak)) return;
    hidden(allowed);
    if (hides.length === 0) return;
    if (!isExact && guard !== 'off' && hides.length > safety.mostOnOneAnchor && isBlunt(lines)) return;
    for (let at = 0; at < hides.length; at++) covered[hides.values[at]!] = 1;
    nodes.push(node);
    exactness.push(isExact ? 1 : 0);
    setNumbers.push(sets.add(hides));
    openCounts.push(opened.unused());
    nearness.push(isNearOwnCode({ isLeak, doors: kinds }) ? 1 : 0);
  }

  function someHit(is: (noise: Noise) => boolean): boolean {
    for (let at = 0; at < hit.length; at++) if (is(prepared[hit.values[at]!]!)) return true;
    return false;
  }

  function hidden(allowed: Allowance): void {
    hides.clear();
    const forbidden = new Set(realHit.map((at) => real[at]!.leakKind));
    if (isLeak && forbidden.has(undefined)) return;
    // An entry for findings that do not tell their kind is one for all kinds.
    const mayHideKind = (kind: LeakKind | undefined) =>
      kind === undefined
        ? forbidden.size === 0 && allowed === 'anything'
        : !forbidden.has(kind) && leakKindsAllowed[allowed].includes(kind);
    for (let at = 0; at < hit.length; at++)
      if (!isLeak || mayHideKind(leakKinds[hit.values[at]!])) hides.push(hit.values[at]!);
  }

  function spellOut(candidates: readonly number[]): readonly SafeCandidate[] {
    const chosen = lineTree(callbacks.lines);
    const lines = candidates.map((candidate) => tree.linesOf(nodes.values[candidate]!));
    const places = lines.map(chosen.add);
    const hits = hitsOf(chosen);
    const whoseDoors = new Map<number, ReturnType<typeof doorsOf>>();
    const doorsAt = (position: number) => {
      const known = whoseDoors.get(position) ?? doorsOf(prepared[position]!);
      whoseDoors.set(position, known);
      return known;
    };
    return candidates.map((candidate, at) => {
      const hides = sets.elementsOf(setNumbers.values[candidate]!);
      const sure = hits[places[at]!]!.filter(({ position, end }) => position < noise.length && end >= 0);
      return {
        frames: lines[at]!,
        key: lines[at]!.map(formatLocation).join('\n'),
        isExact: exactness.values[candidate] === 1,
        hides,
        ...openingOf(sure, openDoors(lines[at]!, sure, doorsAt), prepared),
        ...(isLeak ? { leakKinds: kindsOf(hides) } : {}),
      };
    });
  }

  /** By node, what lines surely match. */
  function hitsOf(of: LineTree): Hit[][] {
    const found: Hit[][] = [];
    walk(of, stacks, (node, codes, from, to) => {
      const hits: Hit[] = (found[node] = []);
      eachReached(stacks, codes, from, to, (position, end) => {
        hits.push({ position, end });
      });
    });
    return found;
  }

  function kindsOf(hides: readonly number[]): readonly LeakKind[] | undefined {
    const kinds = new Set(hides.map((position) => noise[position]!.leakKind));
    return kinds.has(undefined) ? undefined : leakOrder.filter((kind) => kinds.has(kind));
  }

  function whyUncovered(): Map<number, string> {
    const open = [...noise.keys()].filter((position) => covered[position] === 0);
    const wholes = lineTree(callbacks.lines);
    const places = open.map((position) => wholes.add(exactLines(prepared[position]!)));
    const hits = hitsOf(wholes);
    return new Map(open.map((position, at) => [position, whyNot(position, hits[places[at]!] ?? [])]));
  }

  function whyNot(position: number, hits: readonly Hit[]): string {
    if (noise[position]!.frames.length === 0) return 'it has no stack, so nothing can suppress it';
    if (prepared[position]!.placeUntold)
      return 'the log tells neither symbol nor object of the place where it happened';
    const allowed = allowanceOfStack(exactLines(prepared[position]!), prepared[position]!.ofAnybody);
    if (!mayHide(allowed, noise[position]!)) return 'nothing allowed anchors it';
    const realHit = hits.find((each) => each.position >= noise.length);
    if (realHit) return `a real finding has the same stack: ${real[realHit.position - noise.length]!.id}`;
    return hits.some((each) => each.position === position && each.end >= 0)
      ? 'no candidate hides it'
      : 'its occurrences differ, so that no entry surely hides all';
  }
}

/** The same, all of them spelled out. */
export function safeColumns(
  noise: readonly Finding[],
  real: readonly Finding[],
  safety: Safety,
): { readonly candidates: readonly SafeCandidate[]; readonly uncovered: ReadonlyMap<number, string> } {
  const columns = columnsFor(noise, real, safety);
  return {
    candidates: columns.spellOut(Array.from({ length: columns.count }, (_, candidate) => candidate)),
    uncovered: columns.uncovered,
  };
}

function mayHide(allowed: Allowance, { kind, leakKind }: Finding): boolean {
  if (kind !== 'Memcheck:Leak' || leakKind === undefined) return allowed === 'anything';
  return leakKindsAllowed[allowed].includes(leakKind);
}
