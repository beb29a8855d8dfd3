import type { FramePattern } from '../../suppression/suppression.js';
import type { Noise } from '../candidate.js';
import { orAnyFrame } from './exact.js';

/** The innermost frames without gaps, cut behind each anchor. */
export function* cuts(noise: Noise): Iterable<readonly FramePattern[]> {
  const lines = noise.lines.slice(0, noise.numCallers).map(orAnyFrame);
  for (let length = 1; length < lines.length; length++)
    if (noise.anchors[length - 1]) yield lines.slice(0, length);
}
