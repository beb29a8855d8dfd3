import type { Finding } from '../finding/finding.js';
import type { FramePattern, LeakKind } from '../suppression/suppression.js';
import { candidate, type Candidate } from './candidate.js';
import { candidateSources } from './candidates/index.js';
import { exact } from './candidates/exact.js';
import { allowance, keptMemory, mayBeExact, type Allowance } from './guard.js';
import { isShallow, nearestDoor } from './doors.js';
import { noiseOf } from './noise.js';
import { reachIn } from './reach.js';

/** A candidate that hides no real finding, with what it hides. */
export interface SafeCandidate extends Candidate {
  /** For leaks: exactly the kinds of the noise that it hides. */
  readonly leakKinds?: readonly LeakKind[];
  /** Positions in the list of noise. */
  readonly hides: readonly number[];
}

export interface Columns {
  readonly candidates: readonly SafeCandidate[];
  /** By position in the list of noise: why no candidate hides it. */
  readonly uncovered: ReadonlyMap<number, string>;
}

const leakOrder = ['definite', 'indirect', 'possible', 'reachable'] as const;

/**
 * All candidates for the noise of one kind that surely hide some of it and surely none of the real findings of
 * that kind. Leak kinds are as wide as the noise that is hidden, less those in which a real finding would be hit.
 */
export function safeColumns(
  noise: readonly Finding[],
  real: readonly Finding[],
  numCallers: number,
): Columns {
  const reach = reachIn([...noise, ...real], numCallers);
  const doorsFound = noise.flatMap((finding) => nearestDoor(finding) ?? []);
  const opens = reachIn(doorsFound, numCallers);
  const seen = new Map<string, SafeCandidate | undefined>();
  const uncovered = new Map<number, string>();
  const safe = (found: Candidate, allowed: Allowance): SafeCandidate | undefined => {
    const key = `${found.key}\n${allowed}`;
    if (!seen.has(key)) seen.set(key, hidingNothingReal(found, allowed));
    return seen.get(key);
  };
  const hidingNothingReal = (found: Candidate, allowed: Allowance): SafeCandidate | undefined => {
    const { yes, maybe } = reach(found.frames);
    const realHit = maybe
      .filter((position) => position >= noise.length)
      .map((at) => real[at - noise.length]!);
    let hides = yes.filter((position) => position < noise.length);
    if (noise[0]?.kind === 'Memcheck:Leak') {
      const forbidden = new Set(realHit.map((finding) => finding.leakKind));
      const mayHide = (kind: LeakKind | undefined) =>
        !forbidden.has(kind) && (allowed === 'anything' || (kind !== undefined && keptMemory.includes(kind)));
      hides = forbidden.has(undefined) ? [] : hides.filter((at) => mayHide(noise[at]!.leakKind));
      const kinds = new Set(hides.map((position) => noise[position]!.leakKind));
      return hides.length === 0
        ? undefined
        : { ...found, hides, leakKinds: leakOrder.filter((kind) => kinds.has(kind)) };
    }
    return hides.length === 0 || realHit.length > 0 ? undefined : { ...found, hides };
  };
  /** Lines that open a door may hide no more than kept memory, and nothing when it is a shallow one. */
  const guarded = (frames: readonly FramePattern[]): Allowance => {
    const allowed = allowance(frames);
    if (allowed === 'nothing') return allowed;
    const opened = opens(frames).maybe.map((at) => doorsFound[at]!);
    if (opened.some(isShallow)) return 'nothing';
    return opened.length > 0 ? 'kept memory' : allowed;
  };
  noise.forEach((finding, position) => {
    const prepared = noiseOf(finding, numCallers);
    let covered = false;
    for (const source of candidateSources)
      for (const frames of source(prepared)) {
        const allowed = source === exact && mayBeExact(frames) ? 'anything' : guarded(frames);
        if (allowed === 'nothing' || (allowed === 'kept memory' && !prepared.isLeak)) continue;
        if (safe(candidate(frames), allowed)?.hides.includes(position)) covered = true;
      }
    if (!covered) uncovered.set(position, whyUncovered(position));
  });
  function whyUncovered(position: number): string {
    if (noise[position]!.frames.length === 0) return 'it has no stack, so nothing can suppress it';
    const whole = candidate([...exact(noiseOf(noise[position]!, numCallers))][0]!);
    if (!mayBeExact(whole.frames)) return 'nothing allowed anchors it';
    const { yes, maybe } = reach(whole.frames);
    const hit = maybe.find((at) => at >= noise.length);
    if (hit !== undefined) return `a real finding has the same stack: ${real[hit - noise.length]!.id}`;
    return yes.includes(position)
      ? 'no candidate hides it'
      : 'its occurrences differ, so that no entry surely hides all';
  }
  const candidates = [...seen.values()].filter((found) => found !== undefined);
  return { candidates: candidates.sort(byKey), uncovered };
}

/** Lines that two guards let hide different kinds of leaks are two candidates. */
function byKey(a: SafeCandidate, b: SafeCandidate): number {
  const [one, other] = [a, b].map(({ key, leakKinds }) => `${key}\n${leakKinds?.join() ?? ''}`);
  return one! < other! ? -1 : one! > other! ? 1 : 0;
}
