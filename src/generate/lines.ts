import type { Finding, Frame } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';

/** The narrowest line that surely matches the frame, as far as its log tells what Valgrind compares. */
export function exactLine(frame: Frame): FramePattern {
  if (frame.fun !== undefined && frame.fun !== '???') return { type: 'fun', pattern: frame.fun };
  if (frame.obj !== undefined && frame.obj !== '???') return { type: 'obj', pattern: frame.obj };
  return { type: 'obj', pattern: '*' };
}

/** The frames of a finding that can be matched at `--num-callers=numCallers`: inlined calls come on top. */
export function framesWithin(finding: Finding, numCallers: number): readonly Frame[] {
  let addresses = 0;
  for (const [position, frame] of finding.frames.entries()) {
    if (!frame.inlined) addresses++;
    if (addresses === numCallers) return finding.frames.slice(0, position + 1);
  }
  return finding.frames;
}

/** All that an entry can say about a finding: one exact line a frame, at most `numCallers`. */
export function exactLines(finding: Finding, numCallers: number): FramePattern[] {
  return framesWithin(finding, numCallers).slice(0, numCallers).map(exactLine);
}
