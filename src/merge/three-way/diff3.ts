import { diffArrays } from 'diff';

/** From an index to another one, which is not included. */
export interface Span {
  readonly from: number;
  readonly to: number;
}

/** A stretch of three lists: `same` where all three agree, and no longer than that. */
export interface Chunk {
  readonly same: boolean;
  readonly base: Span;
  readonly ours: Span;
  readonly theirs: Span;
}

/** The time that a comparison takes grows with the square of what changed; with more than this nothing is alike. */
const maxEditLength = 2000;

/** Lays two lists that started from a third one beside it. */
export function diff3(base: readonly string[], ours: readonly string[], theirs: readonly string[]): Chunk[] {
  const inOurs = alignment(base, ours);
  const inTheirs = alignment(base, theirs);
  const chunks: Chunk[] = [];
  let at = { base: 0, ours: 0, theirs: 0 };
  const add = (same: boolean, to: typeof at) => {
    const span = (list: keyof typeof at): Span => ({ from: at[list], to: to[list] });
    if (to.base > at.base || to.ours > at.ours || to.theirs > at.theirs)
      chunks.push({ same, base: span('base'), ours: span('ours'), theirs: span('theirs') });
    at = to;
  };
  for (let place = 0; place < base.length; place += 1) {
    const [ourPlace, theirPlace] = [inOurs.get(place), inTheirs.get(place)];
    if (ourPlace === undefined || theirPlace === undefined) continue;
    add(false, { base: place, ours: ourPlace, theirs: theirPlace });
    add(true, { base: place + 1, ours: ourPlace + 1, theirs: theirPlace + 1 });
  }
  add(false, { base: base.length, ours: ours.length, theirs: theirs.length });
  return chunks;
}

/** The places in `b` of elements of `a` that both have, in the same order in both. */
export function alignment(a: readonly string[], b: readonly string[]): ReadonlyMap<number, number> {
  const places = new Map<number, number>();
  let [inA, inB] = [0, 0];
  for (const { added, removed, count } of diffArrays([...a], [...b], { maxEditLength }) ?? []) {
    if (!added && !removed) for (let at = 0; at < count; at += 1) places.set(inA + at, inB + at);
    if (!added) inA += count;
    if (!removed) inB += count;
  }
  return places;
}
