import type { Finding } from '../finding/finding.js';
import { formatLocation } from '../suppression/location.js';
import type { FramePattern, LeakKind } from '../suppression/suppression.js';
import { allowanceOfStack, isBlunt, leakKindsAllowed, type Allowance } from './anchors.js';
import { candidateSources } from './candidates/index.js';
import { exact, exactLines } from './candidates/exact.js';
import { doorsOf } from './doors.js';
import { allowance, type GuardLevel } from './guard.js';
import { noiseOf } from './noise.js';
import { openDoors, openingOf, type Opening } from './opening.js';
import type { OwnCode } from './own.js';
import { reachIn, type Hit } from './reach.js';

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

export interface Columns {
  readonly candidates: readonly SafeCandidate[];
  /** By position in the list of noise: why no candidate hides it. */
  readonly uncovered: ReadonlyMap<number, string>;
}

export interface Safety {
  readonly numCallers: number;
  readonly own: OwnCode;
  readonly guard: GuardLevel;
  /** Could own code stand within a gap of these lines? */
  readonly skipsOwnCode: (lines: readonly FramePattern[], isLeak: boolean) => boolean;
  /** No entry that rests on one anchor hides more distinct findings than this. */
  readonly mostOnOneAnchor: number;
}

const leakOrder = ['definite', 'indirect', 'possible', 'reachable'] as const;

/**
 * All candidates for the noise of one kind that surely hide some of it and surely none of the real findings of
 * that kind. Leak kinds are as wide as the noise that is hidden, less those in which a real finding would be hit.
 */
export function safeColumns(noise: readonly Finding[], real: readonly Finding[], safety: Safety): Columns {
  const { numCallers, own, guard } = safety;
  const reach = reachIn([...noise, ...real], numCallers);
  const prepared = noise.map((finding) => noiseOf(finding, numCallers, own));
  const doors = prepared.map(doorsOf);
  const isLeak = noise[0]?.kind === 'Memcheck:Leak';
  const found = new Map<string, SafeCandidate>();
  const judged = new Set<string>();

  for (const source of candidateSources)
    for (const lines of source(prepared)) propose(lines, source === exact);

  const covered = new Set([...found.values()].flatMap(({ hides }) => hides));
  const uncovered = new Map(
    noise.flatMap((_, position) =>
      covered.has(position) ? [] : [[position, whyUncovered(position)] as const],
    ),
  );
  return { candidates: [...found.values()].sort((a, b) => (a.key < b.key ? -1 : 1)), uncovered };

  function propose(lines: readonly FramePattern[], isExact: boolean): void {
    const spelled = lines.map(formatLocation).join('\n');
    // Lines can be the exact stack of one finding and a cut of another: the exact one may hide more.
    const key = isExact ? `${spelled}\nexact` : spelled;
    if (judged.has(key)) return;
    judged.add(key);
    const safe = judge(lines, isExact);
    if (safe) found.set(key, { ...safe, frames: lines, key: spelled, isExact });
  }

  function judge(
    lines: readonly FramePattern[],
    isExact: boolean,
  ): (Pick<SafeCandidate, 'hides' | 'leakKinds'> & Opening) | undefined {
    const { yes, maybe } = reach(lines);
    const hit = yes.filter(({ position }) => position < noise.length);
    if (hit.length === 0) return undefined;
    const realHit = maybe.flatMap((position) => real[position - noise.length] ?? []);
    if (realHit.length > 0 && !isLeak) return undefined;
    const opened = openDoors(hit, doors);
    const allowed: Allowance = isExact
      ? allowanceOfStack(lines)
      : allowance(lines, { isLeak, doors: opened, skipsOwnCode: safety.skipsOwnCode(lines, isLeak) }, guard);
    if (allowed === 'nothing' || (allowed !== 'anything' && !isLeak)) return undefined;
    const hides = hidden(hit, realHit, allowed);
    if (hides.length === 0) return undefined;
    if (!isExact && guard !== 'off' && hides.length > safety.mostOnOneAnchor && isBlunt(lines))
      return undefined;
    return { hides, ...openingOf(hit, opened, prepared), ...(isLeak ? { leakKinds: kindsOf(hides) } : {}) };
  }

  function hidden(hit: readonly Hit[], realHit: readonly Finding[], allowed: Allowance): readonly number[] {
    const positions = hit.map(({ position }) => position);
    if (!isLeak) return positions;
    const forbidden = new Set(realHit.map((finding) => finding.leakKind));
    // An entry for findings that do not tell their kind is one for all kinds.
    const mayHideKind = (kind: LeakKind | undefined) =>
      kind === undefined
        ? forbidden.size === 0 && allowed === 'anything'
        : !forbidden.has(kind) && leakKindsAllowed[allowed].includes(kind);
    return forbidden.has(undefined) ? [] : positions.filter((at) => mayHideKind(noise[at]!.leakKind));
  }

  function kindsOf(hides: readonly number[]): readonly LeakKind[] | undefined {
    const kinds = new Set(hides.map((position) => noise[position]!.leakKind));
    return kinds.has(undefined) ? undefined : leakOrder.filter((kind) => kinds.has(kind));
  }

  function whyUncovered(position: number): string {
    if (noise[position]!.frames.length === 0) return 'it has no stack, so nothing can suppress it';
    const whole = exactLines(prepared[position]!);
    const allowed = allowanceOfStack(whole);
    if (!mayHide(allowed, noise[position]!)) return 'nothing allowed anchors it';
    const { yes, maybe } = reach(whole);
    const hit = maybe.find((at) => at >= noise.length);
    if (hit !== undefined) return `a real finding has the same stack: ${real[hit - noise.length]!.id}`;
    return yes.some((each) => each.position === position)
      ? 'no candidate hides it'
      : 'its occurrences differ, so that no entry surely hides all';
  }
}

function mayHide(allowed: Allowance, { kind, leakKind }: Finding): boolean {
  if (kind !== 'Memcheck:Leak' || leakKind === undefined) return allowed === 'anything';
  return leakKindsAllowed[allowed].includes(leakKind);
}
