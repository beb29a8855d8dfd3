import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, type CandidateSource, type Noise } from '../candidate.js';
import { allTold } from './objects.js';

/** For errors that are no leaks: what the innermost library does for the code of another object. */
export function* borders(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const finding of noise) if (!finding.isLeak) yield* innermostLibrary(finding);
}

/**
 * All that happens inside the innermost library up to the code of another object that called it, frame by frame:
 * own code has no place in between. The functions at either end may be named.
 */
function* innermostLibrary(noise: Noise): Iterable<readonly FramePattern[]> {
  const { frames, lines, objects, prelude, numCallers } = noise;
  const library = frames[prelude]?.obj;
  let border = prelude;
  while (border < frames.length && frames[border]!.obj === library) border++;
  const caller = objects[border];
  const inside: readonly (FramePattern | undefined)[] = objects.slice(prelude, border);
  if (library === undefined || caller === undefined || border >= numCallers || !allTold(inside)) return;
  const told = lines.slice(0, border).map((line) => line ?? anyFrame);
  const [inner, named] = [told.slice(0, prelude), told.slice(prelude)];
  for (let unnamed = inside.length; unnamed > 0; unnamed--)
    yield [...inner, ...inside.slice(0, unnamed), ...named.slice(unnamed), caller];
  if (named.length > 0) yield [...inner, named[0]!, ...inside.slice(1), caller];
}
