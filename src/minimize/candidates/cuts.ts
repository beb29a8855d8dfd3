import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, type CandidateSource } from '../candidate.js';

/** The innermost frames without gaps, cut behind each anchor, and behind the loader's own code; for leaks also with any allocator of the family. */
export function* cuts(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const { lines, anchors, startUp, families, isLeak, numCallers } of noise) {
    const within = lines.slice(0, numCallers).map((line) => line ?? anyFrame);
    for (let length = 1; length < within.length; length++) {
      if (!anchors[length - 1] && !startUp[length - 1]) continue;
      yield within.slice(0, length);
      if (isLeak && families.length < length) yield [...families, ...within.slice(families.length, length)];
    }
  }
}
