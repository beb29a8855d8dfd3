import { isProgram } from '../doors.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, anyFrames, type CandidateSource } from '../candidate.js';

/**
 * Whose code it is, whatever its functions are called: behind the allocators and the C library one frame or two of a
 * library (or of a stripped program that is no own code). That is the housekeeping of a library without symbols. For errors
 * that are no leaks up to six frames: what happens deep inside.
 */
export function* objects(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const finding of noise) {
    const { frames, lines, objects, prelude, families, isLeak, numCallers } = finding;
    const inner = lines.slice(0, prelude).map((line) => line ?? anyFrame);
    for (let depth = 1; depth <= (isLeak ? 2 : 6); depth++) {
      const owners = objects.slice(prelude, prelude + depth);
      if (owners.length < depth || inner.length + depth > numCallers || !allTold(owners)) break;
      // The file of a program with symbols would only keep the entry from other programs of the same source.
      if (frames.slice(prelude, prelude + depth).some((frame) => isProgram(frame) && frame.fun !== '???'))
        break;
      const named = lines.slice(prelude, prelude + depth).map((line) => line ?? anyFrame);
      const spellings = depth === 1 ? [owners] : [owners, nameFirst(owners, named), nameLast(owners, named)];
      for (const spelled of spellings) {
        yield [...inner, ...spelled];
        if (isLeak) yield [...families, ...spelled];
      }
      if (isLeak) yield [anyFrames, ...owners];
    }
  }
}

type Lines = readonly FramePattern[];

const nameFirst = (owners: Lines, named: Lines): Lines => [named[0]!, ...owners.slice(1)];
const nameLast = (owners: Lines, named: Lines): Lines => [...owners.slice(0, -1), named.at(-1)!];

export function allTold(lines: readonly (FramePattern | undefined)[]): lines is readonly FramePattern[] {
  return lines.every((line) => line !== undefined);
}
