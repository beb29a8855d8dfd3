import type { FramePattern } from '../../suppression/suppression.js';
import type { CandidateSource } from '../candidate.js';
import { exactLines } from './exact.js';

/**
 * The whole stack with the file of the program in the place of `main`, if that is no own code: `main` is in every program.
 * No exact stack any more, for any function of that file may stand there.
 */
export function* programFiles(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const each of noise) {
    const { frames, objects } = each;
    if (frames.some(({ fun }, at) => fun === 'main' && objects[at] !== undefined))
      yield exactLines(each).map(
        (line, at) => (frames[at]!.fun === 'main' ? objects[at] : undefined) ?? line,
      );
  }
}
