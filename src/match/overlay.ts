import type { Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import type { Stack } from './stack.js';
import { mayMatchBelowMain, programFile } from './below-main.js';
import { funMatches } from './fun.js';
import { certainty, layingOf, possibly, unreached, type FrameLine } from './laying.js';
import { objMatches } from './obj.js';
import { srcMatches } from './src.js';
import type { Answer } from './answer.js';

export type { FrameLine };

/** Can the location lines be laid over the beginning of the stack? The equations are at the head of matches.ts. */
export function overlay(lines: readonly FramePattern[], stack: Stack): Answer {
  const program = stack.hidden > 0 ? programFile(stack.frames) : undefined;
  const laying = layingOf(lines);
  let inlinedBefore = false;

  for (const frame of stack.frames) {
    inlinedBefore ||= frame.inlined === true;
    if (!laying.over((line) => certainty[lineMatches(line, frame, inlinedBefore)])) break;
  }
  // A hidden frame is never there for sure. More of them than lines cannot be told from as many as lines.
  for (let hidden = Math.min(stack.hidden, lines.length); hidden > 0; hidden--) {
    const possible = (line: FrameLine) =>
      (inlinedBefore && line.type === 'src') || mayMatchBelowMain(line, program);
    if (!laying.over((line) => (possible(line) ? possibly : unreached))) break;
  }
  return (['no', 'unknown', 'yes'] as const)[laying.result()]!;
}

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
