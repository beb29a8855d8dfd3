import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, type CandidateSource, type Noise } from '../candidate.js';

/** The whole stack of each finding. */
export function* exact(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const each of noise) yield exactLines(each);
}

/** The whole stack within reach, line by line. Where a frame tells nothing, any one frame may stand. */
export function exactLines({ lines, numCallers }: Noise): FramePattern[] {
  return lines.slice(0, numCallers).map((line) => line ?? anyFrame);
}
