import { possibly, surely } from '../laying.js';

/** A node of the tree, by its number, and how surely it is reached, as one number. */
export function point(node: number, how: number): number {
  return node * 2 + (how === surely ? 1 : 0);
}

export function nodeAt(point: number): number {
  return point >> 1;
}

export function howAt(point: number): number {
  return (point & 1) === 1 ? surely : possibly;
}

/** Both, each ascending and without a node twice, as one such list: of each node the surest point. */
export function united(some: readonly number[], others: readonly number[]): readonly number[] {
  if (others.length === 0) return some;
  const all: number[] = [];
  let at = 0;
  for (const one of some) {
    while (at < others.length && nodeAt(others[at]!) < nodeAt(one)) all.push(others[at++]!);
    all.push(at < others.length && nodeAt(others[at]!) === nodeAt(one) ? Math.max(one, others[at++]!) : one);
  }
  while (at < others.length) all.push(others[at++]!);
  return all;
}
