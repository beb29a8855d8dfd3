import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, type CandidateSource } from '../candidate.js';

/** The innermost frames without gaps, cut behind each anchor. */
export function* cuts(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const { lines, anchors, numCallers } of noise) {
    const within = lines.slice(0, numCallers).map((line) => line ?? anyFrame);
    for (let length = 1; length < within.length; length++)
      if (anchors[length - 1]) yield within.slice(0, length);
  }
}
