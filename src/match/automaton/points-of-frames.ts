import type { Frame } from '../../finding/finding.js';
import { overhead, type Letter } from './alphabet.js';
import type { Letters } from './letters.js';
import { point } from './points.js';

/** The lines that match frames, each twice, and one more if surely: next to each other, which is read sooner than objects. */
export interface PointsOfFrames {
  /**
   * Where those of a frame are in `all`: their count, then they; and before their count, from the last to the first, what is
   * noted of those of which something is, and 0. Below 0 where they are too many.
   */
  readonly at: (frame: Frame, inlinedBefore: boolean) => number;
  /** Good until the next call of `at`. */
  readonly all: () => Int32Array;
  /** What `at` has said is good no longer, if that is needed to stay within the bound. */
  readonly forget: () => void;
}

/**
 * @param notes by line: what is noted of it; 0 for nothing
 * @param most so many lines of a frame are not too many
 * @param bound about how many numbers are remembered
 */
export function pointsOfFrames(
  letters: Letters,
  notes: Uint32Array,
  { most, bound }: { readonly most: number; readonly bound: number },
): PointsOfFrames {
  const places = new Map<Frame, number>();
  const afterInlined = letters.lookAtSources ? new Map<Frame, number>() : places;
  let all = new Int32Array(1 << 10);
  /** Letters that say an earlier place than this one have been forgotten. */
  let first = 1;
  let used = 0;
  return {
    at: (frame, inlinedBefore) =>
      (inlinedBefore ? afterInlined : places).get(frame) ?? add(frame, inlinedBefore),
    all: () => all,
    forget() {
      if (used + (places.size + afterInlined.size) * overhead < bound) return;
      first += used;
      used = 0;
      places.clear();
      afterInlined.clear();
    },
  };

  function add(frame: Frame, inlinedBefore: boolean): number {
    const letter = letters.of(frame, inlinedBefore);
    const at = letter.width > most ? -1 : letter.place >= first ? letter.place - first : write(letter);
    (inlinedBefore ? afterInlined : places).set(frame, at);
    return at;
  }

  function write(letter: Letter): number {
    const most = 2 * letter.width + 2;
    if (used + most > all.length) {
      const larger = new Int32Array(Math.max(all.length * 2, used + most));
      larger.set(all);
      all = larger;
    }
    all[used++] = 0;
    for (const { lines } of letter.parts)
      for (const line of lines) if (notes[line] !== 0) all[used++] = notes[line]!;
    const at = used;
    all[used++] = letter.width;
    for (const { how, lines } of letter.parts) for (const line of lines) all[used++] = point(line, how);
    letter.place = at + first;
    return at;
  }
}
