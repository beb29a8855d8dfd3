import type { FramePattern } from '../suppression/suppression.js';
import type { Stack } from './stack.js';
import { mayMatchBelowMain } from './below-main.js';
import { funMatches } from './fun.js';
import { objMatches } from './obj.js';
import { srcMatches } from './src.js';
import type { Verdict } from './verdict.js';

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
export function overlay(lines: readonly FramePattern[], stack: Stack): Verdict {
  let reach = new Uint8Array(lines.length + 1);
  enter(reach, 0, surely);

  for (let k = 0; k < stack.frames.length && goesOn(reach); k++)
    reach = step(reach, (line) => certainty[lineMatches(line, stack, k)]);

  // A hidden frame is never there for sure. More of them than lines cannot be told from as many as lines.
  const last = stack.frames.at(-1);
  const inlined = stack.frames.some((frame) => frame.inlined);
  for (let h = 0; h < Math.min(stack.hidden, lines.length) && goesOn(reach); h++)
    reach = step(reach, (line) =>
      (inlined && line.type === 'src') || mayMatchBelowMain(line, last) ? possibly : unreached,
    );

  return (['no', 'unknown', 'yes'] as const)[reach[lines.length]!]!;

  /** Goes over one frame. The end, once reached, stays reached: the lines need not cover the whole stack. */
  function step(from: Uint8Array, compare: (line: Exclude<FramePattern, { type: '...' }>) => number) {
    const to = new Uint8Array(lines.length + 1);
    to[lines.length] = from[lines.length]!;
    for (const [i, line] of lines.entries()) {
      if (from[i] === unreached) continue;
      if (line.type === '...') enter(to, i, from[i]!);
      else enter(to, i + 1, Math.min(from[i]!, compare(line)));
    }
    return to;
  }

  /** Reaches point `i`, and the points behind it that `...` over no frame at all leads to. */
  function enter(reach: Uint8Array, i: number, how: number): void {
    reach[i] = Math.max(reach[i]!, how);
    while (lines[i]?.type === '...') {
      i++;
      reach[i] = Math.max(reach[i]!, how);
    }
  }

  /** Could another frame change the answer? */
  function goesOn(reach: Uint8Array): boolean {
    return reach[lines.length] !== surely && reach.subarray(0, lines.length).some((how) => how !== unreached);
  }
}

function lineMatches(line: Exclude<FramePattern, { type: '...' }>, stack: Stack, position: number): Verdict {
  switch (line.type) {
    case 'fun':
      return funMatches(line.pattern, stack.frames[position]!);
    case 'obj':
      return objMatches(line.pattern, stack.frames[position]!);
    case 'src':
      return srcMatches(line, stack.frames, position);
  }
}
