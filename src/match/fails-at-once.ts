import type { FramePattern } from '../suppression/suppression.js';
import { mayMatchBelowMain } from './below-main.js';
import { lineMatches, type FrameLine } from './overlay.js';
import type { Stack } from './stack.js';

/**
 * Is it plain to see that lines cannot be laid over a stack? Most pairs of suppression and finding end here, in a
 * fraction of the time that `overlay` takes: one of the lines before any `...` does not match its frame, or one behind it
 * matches no frame at all.
 */
export function failsAtOnce(lines: readonly FramePattern[], stack: Stack): boolean {
  const { frames } = stack;
  let inlinedBefore = false;
  let at = 0;
  for (; at < lines.length && at < frames.length; at++) {
    const line = lines[at]!;
    if (line.type === '...') break;
    inlinedBefore ||= frames[at]!.inlined === true;
    if (lineMatches(line, frames[at]!, inlinedBefore) === 'no') return true;
  }
  return lines.slice(at).some((line) => line.type !== '...' && matchesNowhere(line, stack));
}

/** Not for `src:`, which looks at other frames after an inlined call (src.ts). */
function matchesNowhere(line: FrameLine, { frames, hidden }: Stack): boolean {
  if (line.type === 'src' || (hidden > 0 && mayMatchBelowMain(line, undefined))) return false;
  return frames.every((frame) => lineMatches(line, frame, false) === 'no');
}
