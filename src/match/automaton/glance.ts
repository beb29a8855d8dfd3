import { unreached } from '../laying.js';
import {
  itsAfter,
  itsBefore,
  itsHead,
  itsInnermost,
  itsPosition,
  keyedWidth,
  none,
  type KeyedLists,
} from './keyed-lists.js';
import { howAt, type StackPoints } from './points-of-frames.js';

/**
 * Looks for entries whose key some frame matches, and their neighbours the frames next to it: what is left is worth laying.
 *
 * All it needs is handed over and nothing is called back, for it is what most of the time goes into.
 *
 * @param heads see HeadAnswers.known; entries of which it says that they do not match are passed over
 * @param seen is filled with the number of each entry and that of the frame that its key is at
 * @param looks so many entries are looked at
 * @returns how many numbers that are, or below 0 where it would have to look at more, or there is no room for more
 */
export function glance(
  { spots, all, starts }: StackPoints,
  stack: number,
  hasHidden: boolean,
  { from, all: keyed }: KeyedLists,
  heads: Uint8Array,
  seen: Int32Array,
  looks: number,
): number {
  let count = 0;
  let left = looks;
  const [start, stop] = [starts[stack]!, starts[stack + 1]!];
  for (let at = start; at < stop; at++) {
    const spot = spots[at]!;
    const end = spot + all[spot]!;
    for (let line = spot + 1; line <= end; line++) {
      const list = from[all[line]! >> 1]!;
      if (list === 0) continue;
      for (let k = list; keyed[k]! !== none; k += keyedWidth) {
        if (left-- === 0) return -1;
        const position = keyed[k + itsPosition]!;
        if (position !== none && position !== at - start) continue;
        if (heads[keyed[k + itsHead]!] === knownNot) continue;
        const wanted = keyed[k + itsInnermost]!;
        if (wanted !== none && howAt(all, spots[start]!, wanted) < 0) continue;
        const before = keyed[k + itsBefore]!;
        if (before !== none && (at === start || howAt(all, spots[at - 1]!, before) < 0)) continue;
        const after = keyed[k + itsAfter]!;
        if (after !== none && (at + 1 < stop ? howAt(all, spots[at + 1]!, after) < 0 : !hasHidden)) continue;
        if (count === seen.length) return -1;
        seen[count++] = keyed[k]!;
        seen[count++] = at - start;
      }
    }
  }
  return count;
}

const knownNot = 1 + unreached;
