import type { FramePattern } from '../suppression/suppression.js';

/** A line that stands for one frame. */
export type FrameLine = Exclude<FramePattern, { type: '...' }>;

/** How surely something is reached. Larger is surer, so `Math.max` and `Math.min` are *or* and *and*. */
export const unreached = 0;
export const possibly = 1;
export const surely = 2;

export const certainty = { no: unreached, unknown: possibly, yes: surely } as const;

/** Lines while they are laid over frames, one after the other. */
export interface Laying {
  /** Goes over one frame, which each line matches as surely as is said. False when another frame can change nothing. */
  readonly over: (matches: (line: FrameLine) => number) => boolean;
  /** How surely the lines fit the beginning of what has been. */
  readonly result: () => number;
}

/**
 * Lays lines over frames; what is looked for is at the head of matches.ts.
 *
 * All ways are followed at once: after each frame, `reach[i]` says how surely the first `i` lines can be laid over
 * the frames so far. Time is lines × frames comparisons, whatever the lines are.
 */
export function layingOf(lines: readonly FramePattern[]): Laying {
  const end = lines.length;
  let reach = new Uint8Array(end + 1);
  let next = new Uint8Array(end + 1);
  enter(reach, 0, surely);
  return { over, result: () => reach[end]! };

  function over(matches: (line: FrameLine) => number): boolean {
    if (reach[end] === surely) return false;
    next.fill(unreached);
    // The end, once reached, stays reached: the lines need not cover the whole stack.
    next[end] = reach[end]!;
    let alive = false;
    for (let i = 0; i < end; i++) {
      const how = reach[i]!;
      if (how === unreached) continue;
      alive = true;
      const line = lines[i]!;
      if (line.type === '...') enter(next, i, how);
      else enter(next, i + 1, Math.min(how, matches(line)));
    }
    [reach, next] = [next, reach];
    return alive;
  }

  /** Reaches point `i`, and the points behind it that `...` over no frame at all leads to. */
  function enter(points: Uint8Array, i: number, how: number): void {
    if (points[i]! >= how) return;
    points[i] = how;
    if (lines[i]?.type === '...') enter(points, i + 1, how);
  }
}
