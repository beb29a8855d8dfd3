import { possibly, surely, unreached } from '../laying.js';
import { isAfterGap, lineAt, type NumberedLines } from './lines.js';
import type { LinesBelow } from './lines-below.js';
import { howAt, type StackPoints } from './points-of-frames.js';

/** Lays entries over a stack, each with its key on a frame that is told. */
export interface AroundKey {
  /** Says what stack is meant. `below` is for the same. @param steps so many are left, each about as long as a frame takes */
  readonly over: (points: StackPoints, stack: number, hidden: number, steps: number) => void;
  /** How surely an entry fits in this way; below 0 where no steps are left. */
  readonly lay: (entry: number, at: number) => number;
}

/**
 * With its key on a frame, the lines next to it lie on the frames next to that one. Lines with a gap on either side lie as
 * near to what is before them as they can: that leaves most room for those to come. So one way of laying is enough to
 * look at: of those in which each line matches, surely or perhaps, and of those in which each line surely matches.
 *
 * @param keys see keysOf
 */
export function aroundKey(
  { places, starts }: NumberedLines,
  keys: Uint32Array,
  below: LinesBelow,
): AroundKey {
  let points: StackPoints;
  let first = 0;
  let length = 0;
  let hidden = 0;
  let left = 0;
  /** How surely each line has to match, as howAt says it, and the least sure of all that did. */
  let wanted = 0;
  let found = 0;
  return {
    over(given, stack, hiddenFrames, steps) {
      first = given.starts[stack]!;
      length = given.starts[stack + 1]! - first;
      points = given;
      hidden = hiddenFrames;
      left = steps;
    },
    lay(entry, at) {
      wanted = 0;
      found = 1;
      const isMet = lies(entry, at);
      if (left < 0) return -1;
      if (!isMet) return unreached;
      if (found === 1) return surely;
      wanted = 1;
      const isSure = lies(entry, at);
      return left < 0 ? -1 : isSure ? surely : possibly;
    },
  };

  function lies(entry: number, at: number): boolean {
    const [begin, key, end] = [starts[entry]!, keys[entry]!, starts[entry + 1]!];
    let from = key;
    while (from > begin && !isAfterGap(places[from]!)) from--;
    const to = segmentEnd(key, end);
    const frame = at - (key - from);
    const isFree = from > begin || isAfterGap(places[from]!);
    // These first, for they are the ones that seldom match.
    if (isFree ? frame < 0 : frame !== 0) return false;
    if (!areNextTo(from, to, frame)) return false;
    if (from > begin && layNearest(begin, from, 0, frame) < 0) return false;
    return layNearest(to, end, frame + to - from, length + Math.min(hidden, end - begin)) >= 0;
  }

  /** Lays places from a frame on, each after a gap as near as it can be. @returns the frame behind them, or below 0 */
  function layNearest(from: number, end: number, nearest: number, limit: number): number {
    let at = nearest;
    for (let segment = from; segment < end;) {
      const to = segmentEnd(segment, end);
      const mostAt = isAfterGap(places[segment]!) ? limit - (to - segment) : at;
      while (at <= mostAt && !areNextTo(segment, to, at)) at++;
      if (at > mostAt) return -1;
      at += to - segment;
      segment = to;
    }
    return at > limit ? -1 : at;
  }

  function areNextTo(from: number, to: number, frame: number): boolean {
    let least = found;
    for (let k = from; k < to; k++) {
      left--;
      const how = matchesAt(frame + k - from, lineAt(places[k]!));
      if (how < wanted) return false;
      if (how < least) least = how;
    }
    found = least;
    return left >= 0;
  }

  function matchesAt(at: number, line: number): number {
    const { spots, all } = points;
    if (at < length) return howAt(all, spots[first + at]!, line);
    return at - length < hidden && below.mayMatch(line) ? 0 : -1;
  }

  function segmentEnd(from: number, end: number): number {
    let to = from + 1;
    while (to < end && !isAfterGap(places[to]!)) to++;
    return to;
  }
}
