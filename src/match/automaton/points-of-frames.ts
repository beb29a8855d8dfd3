import type { Frame } from '../../finding/finding.js';
import { grown } from '../integers.js';
import type { Stack } from '../stack.js';
import { overhead } from './alphabet.js';
import type { MatchingLines } from './matching-lines.js';

/** The lines that match the frames of stacks: next to each other, which is read sooner than objects. */
export interface StackPoints {
  /** Of the frames of one stack after the other: where their lines are in `all`. */
  readonly spots: Int32Array;
  /** Of each stack: where its frames begin; and behind the last one, where they end. */
  readonly starts: Int32Array;
  /** At a spot how many lines match, then each of them twice, and one more if surely. */
  readonly all: Int32Array;
  /** Of each stack, 1 if there is an inlined call among the frames. Not told where no line asks for it. */
  readonly isInlined: Uint8Array;
  /** Of each stack, 1 if there is a frame that too many lines match: then nothing is known of that. */
  readonly isWide: Uint8Array;
}

/**
 * Those of some stacks, good until the next ones. Several at once, so that the processor waits for memory less often.
 *
 * @param bound about how many numbers are remembered
 * @param widest so many lines of a frame are not too many
 */
export function pointsOfFrames(
  matching: MatchingLines,
  bound: number,
  widest: number,
): (stacks: readonly Stack[]) => StackPoints {
  const places = new Map<Frame, number>();
  const afterInlined = matching.lookAtSources ? new Map<Frame, number>() : places;
  let all = new Int32Array(1 << 10);
  let used = 0;
  return (stacks) => {
    if (used + (places.size + afterInlined.size) * overhead >= bound) forget();
    const starts = new Int32Array(stacks.length + 1);
    const [isInlined, isWide] = [new Uint8Array(stacks.length), new Uint8Array(stacks.length)];
    stacks.forEach(({ frames }, stack) => (starts[stack + 1] = starts[stack]! + frames.length));
    const spots = new Int32Array(starts[stacks.length]!);
    let end = 0;
    stacks.forEach(({ frames }, stack) => {
      let inlinedBefore = false;
      for (const frame of frames) {
        if (matching.lookAtSources) inlinedBefore ||= frame.inlined === true;
        const spot = (inlinedBefore ? afterInlined : places).get(frame) ?? add(frame, inlinedBefore);
        if (spot === wide) isWide[stack] = 1;
        spots[end++] = spot;
      }
      isInlined[stack] = inlinedBefore ? 1 : 0;
    });
    return { spots, starts, all, isInlined, isWide };
  };

  function forget(): void {
    used = 0;
    places.clear();
    afterInlined.clear();
  }

  function add(frame: Frame, inlinedBefore: boolean): number {
    const lists = matching.of(frame, inlinedBefore);
    let count = 0;
    for (const { length } of lists) count += length;
    const at = count > widest ? wide : used;
    (inlinedBefore ? afterInlined : places).set(frame, at);
    if (at === wide) return wide;
    if (at + count >= all.length) all = grown(all, at + count + 1);
    all[used++] = count;
    for (const points of lists) for (const each of points) all[used++] = each;
    return at;
  }
}

const wide = -1;

/** How a line matches the frame whose lines are there: 1 surely, 0 perhaps, and below 0 not. */
export function howAt(all: Int32Array, spot: number, line: number): number {
  for (let k = spot + all[spot]!; k > spot; k--) if (all[k]! >> 1 === line) return all[k]! & 1;
  return -1;
}
