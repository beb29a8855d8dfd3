import type { FramePattern } from '../../suppression/suppression.js';
import { anyFrame, type CandidateSource } from '../candidate.js';
import { libraryRun } from '../anchors.js';

/**
 * For errors that are no leaks: what happens in a library far away from any code that is not installed with the
 * system. Whose the frames in between are does not matter, so they are told by their directory alone.
 */
export function* installed(noise: Parameters<CandidateSource>[0]): Iterable<readonly FramePattern[]> {
  for (const { frames, lines, objects, directories, prelude, isLeak, numCallers } of noise) {
    const library = objects[prelude];
    if (isLeak || !library || prelude + libraryRun > numCallers) continue;
    const around = directories.slice(prelude, prelude + libraryRun);
    const [directory] = around;
    if (
      around.length < libraryRun ||
      !directory ||
      around.some((each) => each?.pattern !== directory.pattern)
    )
      continue;
    const inner = lines.slice(0, prelude).map((line) => line ?? anyFrame);
    const rest = around.slice(1).map(() => directory);
    yield [...inner, library, ...rest];
    if (frames[prelude]!.fun !== '???') yield [...inner, lines[prelude]!, ...rest];
  }
}
