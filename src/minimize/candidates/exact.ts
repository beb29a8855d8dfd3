import type { FramePattern } from '../../suppression/suppression.js';
import type { Noise } from '../candidate.js';

/** The whole stack within reach, line by line. Where a frame tells nothing, any one frame may stand. */
export function* exact(noise: Noise): Iterable<readonly FramePattern[]> {
  yield noise.lines.slice(0, noise.numCallers).map(orAnyFrame);
}

export function orAnyFrame(line: FramePattern | undefined): FramePattern {
  return line ?? { type: 'obj', pattern: '*' };
}
