import type { Finding, Frame } from '../../finding/finding.js';
import type { FoundCause } from '../cause.js';
import { isTelling, shownName } from '../frames.js';

/** Anything else, by the innermost frame that says something. */
export function stackCause({ frames }: Finding): FoundCause {
  const first = frames.find(isTelling) ?? frames.find((frame) => shownName(frame) !== '???') ?? frames[0];
  return {
    key: first ? shownName(first) : '',
    cause: { type: 'stack', frames: first ? [first] : [] },
  };
}

/** No more frames are shown to be shared. */
const mostShared = 8;

/** The frames that say something, from the innermost one, as far as all stacks share them. */
export function sharedFrames(findings: readonly Finding[]): readonly Frame[] {
  let shared: readonly Frame[] | undefined;
  for (const { frames } of findings) {
    if (shared === undefined) shared = telling(frames, mostShared);
    else {
      const other = telling(frames, shared.length);
      const differs = shared.findIndex(
        (frame, at) => other[at] === undefined || shownName(frame) !== shownName(other[at]),
      );
      if (differs >= 0) shared = shared.slice(0, differs);
    }
    if (shared.length <= 1) break;
  }
  return shared ?? [];
}

function telling(frames: readonly Frame[], most: number): readonly Frame[] {
  const found: Frame[] = [];
  for (const frame of frames) {
    if (found.length === most) break;
    if (isTelling(frame)) found.push(frame);
  }
  return found;
}
