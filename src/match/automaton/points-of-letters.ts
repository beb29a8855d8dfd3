import type { Letter } from './alphabet.js';
import { point } from './points.js';

/** The lines of letters, each twice, and one more if it surely matches: next to each other, which is read sooner than objects. */
export interface PointsOfLetters {
  /** Where those of a letter are in `all`: their count, then they. Good until the next call. */
  readonly at: (letter: Letter) => number;
  readonly all: () => Int32Array;
}

/** @param bound how many numbers are remembered; above it all are forgotten */
export function pointsOfLetters(bound: number): PointsOfLetters {
  let all = new Int32Array(1 << 10);
  /** Letters that say an earlier place than this one have been forgotten. */
  let first = 1;
  let used = 0;
  return {
    at: (letter) => (letter.place >= first ? letter.place - first : add(letter)),
    all: () => all,
  };

  function add(letter: Letter): number {
    const points = letter.parts.flatMap(({ how, lines }) => lines.map((line) => point(line, how)));
    if (used + points.length >= bound) {
      first += used;
      used = 0;
    }
    while (used + points.length >= all.length) {
      const larger = new Int32Array(all.length * 2);
      larger.set(all);
      all = larger;
    }
    const at = used;
    all[at] = points.length;
    all.set(points, at + 1);
    used += points.length + 1;
    letter.place = at + first;
    return at;
  }
}
