import { formatLocation } from '../../suppression/location.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrames, type CandidateSource } from '../candidate.js';

/** Only so many anchors of a stack, from the inside: further out the reasons are the program's. */
const mostAnchors = 6;

/** For leaks: two different anchors of a stack, and whatever is in front of them and between. */
export function* pairs(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const { lines, anchors, isLeak, numCallers } of noise) {
    if (!isLeak || numCallers < 4) continue;
    const within = lines.slice(0, numCallers).filter((line, at) => anchors[at] && line !== undefined);
    const different = [...new Map(within.map((line) => [formatLocation(line!), line!])).values()].slice(
      0,
      mostAnchors,
    );
    for (const [position, inner] of different.entries())
      for (const outer of different.slice(position + 1)) yield [anyFrames, inner, anyFrames, outer];
  }
}
