import type { FrameLine } from '../match/overlay.js';
import { tellingIn } from '../minimize/anchors.js';
import type { FramePattern } from '../suppression/suppression.js';
import type { ExplainedStack } from './stack.js';

/**
 * When changes keep the cause: some line that says what the entry is about, an anchor, must match as it is, or its new form
 * must surely stand for the same thing; and one more for each line that is given up, which is one that goes or gets a new form that
 * has nothing to do with it. Else any entry could be made to match anything.
 *
 * Here, whether lines may be given up at all: there must be two anchors, and one of them somewhere on the stack.
 */
export function mayGiveUpLines(lines: readonly FramePattern[], stack: ExplainedStack): boolean {
  const anchors = tellingIn(lines) as FrameLine[];
  if (anchors.length < 2) return false;
  return anchors.some((line) => stack.frames.some((_, at) => stack.meets(line, at) === 'yes'));
}
