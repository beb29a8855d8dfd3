import { possibly, surely, unreached } from '../laying.js';
import type { Letter } from './alphabet.js';
import { isAfterGap, lineAt } from './lines.js';
import { point } from './points.js';

/** Which frames of one stack the lines match: a bit for each frame, the first one the lowest. */
export interface Positions {
  /** Before the first frame of a stack. */
  readonly begin: () => void;
  /** Adds a frame, one of the first `mostPositions`. */
  readonly add: (letter: Letter, at: number) => void;
  /**
   * How surely an entry fits the frames added; see NumberedLines.
   *
   * @param below bits of frames below main, which some lines may match
   */
  readonly lay: (places: readonly number[], below: number) => number;
}

/** The bits of a number, but for one that says that all frames have been gone over. */
export const mostPositions = 31;

/** @param isBelow may the frames below main match the line? */
export function positionsOf(lines: number, isBelow: (line: number) => boolean): Positions {
  /** Of each line next to each other: the stack that it was met in last, the frames that it may match, and surely. */
  const rows = new Int32Array(lines * width);
  let stack = 0;
  return {
    begin() {
      stack++;
    },
    add(letter, at) {
      letter.flat ??= letter.parts.flatMap(({ how, lines }) => lines.map((line) => point(line, how)));
      for (const each of letter.flat) {
        const row = (each >> 1) * width;
        if (rows[row] !== stack) {
          rows[row] = stack;
          rows[row + 1] = rows[row + 2] = 0;
        }
        rows[row + 1]! |= 1 << at;
        rows[row + 2]! |= (each & 1) << at;
      }
    },
    lay(places, below) {
      // The frames that the next line may stand for, all at once.
      let [sure, possible] = [1, 1];
      for (const place of places) {
        const row = lineAt(place) * width;
        const isMet = rows[row] === stack;
        if (!isMet && below === 0) return unreached;
        if (isAfterGap(place)) {
          sure |= -sure; // and all behind the first one
          possible |= -possible;
        }
        let there = isMet ? rows[row + 1]! : 0;
        if (below !== 0 && (possible & below) !== 0 && isBelow(lineAt(place))) there |= below;
        possible = (possible & there) << 1;
        if (possible === 0) return unreached;
        sure = isMet ? (sure & rows[row + 2]!) << 1 : 0;
      }
      return sure === 0 ? possibly : surely;
    },
  };
}

const width = 4;

/** That many bits, from the lowest on. */
export function bitsOf(count: number): number {
  return count >= 32 ? -1 : (1 << count) - 1;
}
