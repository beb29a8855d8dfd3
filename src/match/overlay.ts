import type { Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import type { Stack } from './stack.js';
import { mayMatchBelowMain, programFile } from './below-main.js';
import { funMatches } from './fun.js';
import { objMatches } from './obj.js';
import { srcMatches } from './src.js';
import type { Answer } from './answer.js';

/** How surely a point of the lines is reached. Larger is surer, so `Math.max` and `Math.min` are *or* and *and*. */
const unreached = 0;
const possibly = 1;
const surely = 2;

const certainty = { no: unreached, unknown: possibly, yes: surely } as const;

/**
 * Can the location lines be laid over the beginning of the stack? The equations are at the head of matches.ts.
 *
 * All ways are followed at once: after each frame, `reach[i]` says how surely the first `i` lines can be laid over
 * the frames so far. Time is lines × frames comparisons of names, whatever the lines are.
 */
export function overlay(lines: readonly FramePattern[], stack: Stack): Answer {
  const end = lines.length;
  const program = stack.hidden > 0 ? programFile(stack.frames) : undefined;
  let inlinedBefore = false;
  let reach = new Uint8Array(end + 1);
  let next = new Uint8Array(end + 1);
  enter(reach, 0, surely);

  for (const frame of stack.frames) {
    inlinedBefore ||= frame.inlined === true;
    if (!step((line) => certainty[lineMatches(line, frame, inlinedBefore)])) break;
  }
  // A hidden frame is never there for sure. More of them than lines cannot be told from as many as lines.
  for (let hidden = Math.min(stack.hidden, end); hidden > 0; hidden--) {
    const possible = (line: FrameLine) =>
      (inlinedBefore && line.type === 'src') || mayMatchBelowMain(line, program);
    if (!step((line) => (possible(line) ? possibly : unreached))) break;
  }
  return (['no', 'unknown', 'yes'] as const)[reach[end]!]!;

  /** Goes over one frame. False when nothing is left that another frame could change. */
  function step(compare: (line: FrameLine) => number): boolean {
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
      else enter(next, i + 1, Math.min(how, compare(line)));
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

/** A line that stands for one frame. */
export type FrameLine = Exclude<FramePattern, { type: '...' }>;

/** Does the line match the frame? `inlinedBefore`: see src.ts. */
export function lineMatches(line: FrameLine, frame: Frame, inlinedBefore: boolean): Answer {
  switch (line.type) {
    case 'fun':
      return funMatches(line.pattern, frame);
    case 'obj':
      return objMatches(line.pattern, frame);
    case 'src':
      return srcMatches(line, frame, inlinedBefore);
  }
}
