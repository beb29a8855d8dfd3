import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, anyFrames, type CandidateSource } from '../candidate.js';

/**
 * Whose code it is, whatever its functions are called: behind the allocators and the C library one frame or two of a
 * library (or of a program that is no own code). That is the housekeeping of a library without symbols.
 */
export function* objects(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const { lines, objects, prelude, isLeak, numCallers } of noise) {
    const inner = lines.slice(0, prelude).map((line) => line ?? anyFrame);
    for (const depth of [1, 2]) {
      const owners = objects.slice(prelude, prelude + depth);
      if (owners.length < depth || inner.length + depth > numCallers || !allTold(owners)) break;
      if (inner.length > 0 || depth > 1) yield [...inner, ...owners];
      if (isLeak) yield [anyFrames, ...owners];
      if (depth === 1) continue;
      const [first, second] = [lines[prelude]!, lines[prelude + 1]!];
      yield [...inner, first, owners[1]!];
      yield [...inner, owners[0]!, second];
    }
  }
}

export function allTold(lines: readonly (FramePattern | undefined)[]): lines is readonly FramePattern[] {
  return lines.every((line) => line !== undefined);
}
