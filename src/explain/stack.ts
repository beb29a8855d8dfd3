import type { Frame } from '../finding/finding.js';
import type { Answer } from '../match/answer.js';
import { mayMatchBelowMain, programFile } from '../match/below-main.js';
import { lineMatches, type FrameLine } from '../match/overlay.js';
import type { Stack } from '../match/stack.js';

/** A stack with what is asked about each of its frames. */
export interface ExplainedStack extends Stack {
  /** For each frame: is it, or one inside it, an inlined call? */
  readonly inlinedBefore: readonly boolean[];
  /** Does the line match the frame at a position? Positions behind the last frame are those that the log hides. */
  readonly meets: (line: FrameLine, at: number) => Answer;
}

export function explainedStack(stack: Stack): ExplainedStack {
  const { frames, hidden } = stack;
  let inlined = false;
  const inlinedBefore = frames.map((frame: Frame) => (inlined ||= frame.inlined === true));
  const program = hidden > 0 ? programFile(frames) : undefined;
  return {
    frames,
    hidden,
    inlinedBefore,
    meets(line, at) {
      if (at < frames.length) return lineMatches(line, frames[at]!, inlinedBefore[at]!);
      if (at - frames.length >= hidden) return 'no';
      return (inlined && line.type === 'src') || mayMatchBelowMain(line, program) ? 'unknown' : 'no';
    },
  };
}
