import { longestIncreasing } from '../set/longest-increasing.js';

/**
 * Which of some things have moved, of which the places in the old order, all different, are given in the new order: as few
 * as possible, that is all but those of a longest ascending row. So an insertion moves nothing behind it.
 *
 * @returns positions in `places`
 */
export function movedAmong(places: readonly number[]): ReadonlySet<number> {
  const stayed = new Set(longestIncreasing(places));
  return new Set([...places.keys()].filter((position) => !stayed.has(places[position]!)));
}
