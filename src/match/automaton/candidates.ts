import { mayMatchBelowMain } from '../below-main.js';
import { possibly, surely, unreached } from '../laying.js';
import type { Heads } from '../heads.js';
import type { Stack } from '../stack.js';
import {
  itsAfter,
  itsBefore,
  itsInnermost,
  itsPosition,
  keyedLists,
  keyedWidth,
  none,
} from './keyed-lists.js';
import type { Keys } from './keys.js';
import type { Letters } from './letters.js';
import { isAfterGap, lineAt, type NumberedLines } from './lines.js';
import { linesBelow } from './lines-below.js';
import { pointsOfFrames } from './points-of-frames.js';

/**
 * The entries that may fit one stack, those whose key some frame matches, and which frames the lines match: a bit for each
 * frame, the first one the lowest.
 */
export interface Candidates {
  /** Looks for those of a stack that are asked for. @returns how many; below 0 where there are too many */
  readonly find: (stack: Stack, heads: Heads) => number;
  /** They, from the first on, each once. */
  readonly found: Int32Array;
  /** Does some frame match each line of an entry? */
  readonly isMet: (entry: number, areHidden: boolean) => boolean;
  /**
   * How surely an entry fits the stack, which has no more than `mostPositions` frames.
   *
   * @param below bits of the frames below main
   */
  readonly lay: (entry: number, below: number) => number;
}

/** The bits of a number, but for one that says that all frames have been gone over. */
export const mostPositions = 31;

/** @param bounds how many lines of frames are remembered; `few` candidates of a stack, and lines that match a frame, at most */
export function candidatesOf(
  numbered: NumberedLines,
  keys: Keys,
  letters: Letters,
  bounds: { readonly letters: number; readonly few: number },
): Candidates {
  const { lines, entries } = numbered;
  const most = bounds.few;
  const { from: keyedFrom, all: keyed } = keyedLists(numbered, keys);
  const points = pointsOfFrames(letters, keyedFrom, { most, bound: bounds.letters });
  const below = linesBelow(lines);
  // All places one after the other, for thousands of lists next to each other are read sooner.
  const starts = new Uint32Array(entries.length + 1);
  entries.forEach(({ length }, entry) => (starts[entry + 1] = starts[entry]! + length));
  const places = new Int32Array(starts[entries.length]!);
  entries.forEach((some, entry) => {
    places.set(some, starts[entry]);
  });
  /** Of each line next to each other: the stack that met it last, the frames that it may match, and surely. */
  const rows = new Int32Array(lines.length * width);
  let keyedBelow: readonly number[] | undefined;
  let stack = 0;
  /** Of the frames of the stack: where their points are. */
  let spots = new Int32Array(64);
  const found = new Int32Array(Math.max(0, most));
  /** Of each entry: the stack that found it last. */
  const lastFound = new Uint32Array(entries.length);
  /** How many are found, and how many more may be looked at, for which a glance is enough. */
  let [count, left] = [0, 0];
  return {
    found,
    find({ frames, hidden }, heads) {
      stack++;
      count = 0;
      left = most * glances;
      if (keys.keyless.length > most) return tooMany;
      for (const entry of keys.keyless) if (heads(entry) !== unreached) found[count++] = entry;
      const { length } = frames;
      if (length > spots.length) spots = new Int32Array(2 * length);
      let inlinedBefore = false;
      points.forget();
      for (let at = 0; at < length; at++) {
        const frame = frames[at]!;
        if (letters.lookAtSources) inlinedBefore ||= frame.inlined === true;
        const spot = points.at(frame, inlinedBefore);
        if (spot < 0) return tooMany;
        spots[at] = spot;
      }
      const all = points.all();
      for (let at = 0; at < length; at++) {
        for (let k = spots[at]! - 1; all[k]! !== 0; k--)
          if (!addKeyed(all[k]!, at, length, hidden > 0, all, heads)) return tooMany;
      }
      if (hidden > 0) {
        keyedBelow ??= keysBelowMain();
        for (const line of keyedBelow) if (!addAll(keyedFrom[line]!, heads)) return tooMany;
        below.of(frames, inlinedBefore);
      }
      if (count > 0) meet(length, all);
      return count;
    },
    isMet(entry, areHidden) {
      for (const place of entries[entry]!) {
        const line = lineAt(place);
        if (rows[line * width] !== stack && !(areHidden && below.mayMatch(line))) return false;
      }
      return true;
    },
    lay(entry, hidden) {
      // The frames that the next line may stand for, all at once.
      let [sure, possible] = [1, 1];
      for (let at = starts[entry]!; at < starts[entry + 1]!; at++) {
        const place = places[at]!;
        const line = lineAt(place);
        const row = line * width;
        const isMet = rows[row] === stack;
        if (!isMet && hidden === 0) return unreached;
        if (isAfterGap(place)) {
          sure |= -sure; // and all behind the first one
          possible |= -possible;
        }
        let there = isMet ? rows[row + 1]! : 0;
        if ((possible & hidden) !== 0 && below.mayMatch(line)) there |= hidden;
        possible = (possible & there) << 1;
        if (possible === 0) return unreached;
        sure = isMet ? (sure & rows[row + 2]!) << 1 : 0;
      }
      return sure === 0 ? possibly : surely;
    },
  };

  /** Adds those that a line of a frame is the key of, if the frames next to it match what they ask there. */
  function addKeyed(
    from: number,
    at: number,
    length: number,
    areHidden: boolean,
    all: Int32Array,
    heads: Heads,
  ): boolean {
    for (let k = from; keyed[k]! !== none; k += keyedWidth) {
      if (left-- === 0) return false;
      const position = keyed[k + itsPosition]!;
      if (position !== none && position !== at) continue;
      const innermost = keyed[k + itsInnermost]!;
      if (innermost !== none && !hasLine(all, spots[0]!, innermost)) continue;
      const before = keyed[k + itsBefore]!;
      if (before !== none && (at === 0 || !hasLine(all, spots[at - 1]!, before))) continue;
      const after = keyed[k + itsAfter]!;
      if (after !== none && (at + 1 < length ? !hasLine(all, spots[at + 1]!, after) : !areHidden)) continue;
      if (!add(keyed[k]!, heads)) return false;
    }
    return true;
  }

  function addAll(from: number, heads: Heads): boolean {
    for (let k = from; keyed[k]! !== none; k += keyedWidth) {
      if (left-- === 0 || !add(keyed[k]!, heads)) return false;
    }
    return true;
  }

  function add(entry: number, heads: Heads): boolean {
    if (lastFound[entry] === stack || heads(entry) === unreached) return true;
    if (count === most) return false;
    lastFound[entry] = stack;
    found[count++] = entry;
    return true;
  }

  /** Notes which frames the lines match. */
  function meet(length: number, all: Int32Array): void {
    for (let at = 0; at < length; at++) {
      const first = spots[at]! + 1;
      for (let k = first, end = first + all[first - 1]!; k < end; k++) {
        const each = all[k]!;
        const row = (each >> 1) * width;
        if (rows[row] !== stack) {
          rows[row] = stack;
          rows[row + 1] = rows[row + 2] = 0;
        }
        rows[row + 1]! |= 1 << at;
        rows[row + 2]! |= (each & 1) << at;
      }
    }
  }

  function keysBelowMain(): readonly number[] {
    return [...lines.keys()].filter((number) => {
      const line = lines[number]!;
      return keys.entries[number] && (line.type === 'src' || mayMatchBelowMain(line, undefined));
    });
  }
}

const width = 3;
const tooMany = -1;

/** So many entries are looked at for each one that may be laid. */
const glances = 16;

/** Does a line match the frame whose points are there? */
function hasLine(all: Int32Array, spot: number, line: number): boolean {
  for (let k = spot + 1, end = k + all[spot]!; k < end; k++) if (all[k]! >> 1 === line) return true;
  return false;
}

/** That many bits, from the lowest on. */
export function bitsOf(count: number): number {
  return count >= 32 ? -1 : (1 << count) - 1;
}
