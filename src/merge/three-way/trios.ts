import type { Node, Outline } from './outline.js';
import { pairs, pairsOfNew } from './pair.js';

/** A node of the base and what became of it on each side; undefined where there is none. All are of one type. */
export interface Trio {
  readonly base: Node | undefined;
  readonly ours: Node | undefined;
  readonly theirs: Node | undefined;
}

/** The nodes of three files, matched to each other. */
export interface Trios {
  readonly trios: readonly Trio[];
  /** For each node of a file, in its order, the index of its trio. */
  readonly base: readonly number[];
  readonly ours: readonly number[];
  readonly theirs: readonly number[];
}

export function triosOf(base: Outline, ours: Outline, theirs: Outline): Trios {
  const inOurs = pairs(base, ours);
  const inTheirs = pairs(base, theirs);
  const ofOurs = new Map([...inOurs].map(([from, to]) => [to, from]));
  const ofTheirs = new Map([...inTheirs].map(([from, to]) => [to, from]));
  const added = pairsOfNew(ours, theirs, {
    ours: (at) => !ofOurs.has(at),
    theirs: (at) => !ofTheirs.has(at),
  });
  let count = base.nodes.length;
  for (const at of ours.nodes.keys()) if (!ofOurs.has(at)) ofOurs.set(at, count++);
  for (const [ourPlace, theirPlace] of added) ofTheirs.set(theirPlace, ofOurs.get(ourPlace)!);
  for (const at of theirs.nodes.keys()) if (!ofTheirs.has(at)) ofTheirs.set(at, count++);

  const trios = Array.from({ length: count }, (): { -readonly [Side in keyof Trio]: Trio[Side] } => {
    return { base: undefined, ours: undefined, theirs: undefined };
  });
  const idsIn = (side: keyof Trio, { nodes }: Outline, idOf: (at: number) => number) =>
    nodes.map((node, at) => {
      trios[idOf(at)]![side] = node;
      return idOf(at);
    });
  return {
    trios,
    base: idsIn('base', base, (at) => at),
    ours: idsIn('ours', ours, (at) => ofOurs.get(at)!),
    theirs: idsIn('theirs', theirs, (at) => ofTheirs.get(at)!),
  };
}
