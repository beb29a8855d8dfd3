import type { Finding, Frame } from '../finding/finding.js';
import { fewestAddresses } from '../finding/recursion.js';

/** A primary stack as far as the log tells it, innermost frame first. */
export interface Stack {
  readonly frames: readonly Frame[];
  /** At most so many frames, not shown, were recorded outside the last one; Infinity where nothing bounds them. */
  readonly hidden: number;
}

/**
 * The stacks of a finding as a run with `--num-callers=numCallers` records them: cut after so many return
 * addresses. Inlined calls have no address of their own and come on top. Without a number nothing is cut.
 *
 * The number must not be larger than that of the run that wrote the log: what that run did not record is lost.
 */
export function recordedStacks(finding: Finding, numCallers = Infinity): readonly Stack[] {
  const { frames, hidesBelowMain, variants } = finding;
  const first = cut(frames, hidesBelowMain, numCallers);
  if (variants.length === 0) return [first];
  return [first, ...variants.map((each) => cut(each, hidesBelowMain, numCallers))];
}

function cut(frames: readonly Frame[], hidesBelowMain: boolean, numCallers: number): Stack {
  if (numCallers === Infinity) return { frames, hidden: hidesBelowMain && frames.length > 0 ? Infinity : 0 };
  let addresses = 0;
  for (let k = 0; k < frames.length - 1; k++) {
    if (!frames[k]!.inlined) addresses++;
    if (addresses === numCallers) return { frames: frames.slice(0, k + 1), hidden: 0 };
  }
  return { frames, hidden: hidesBelowMain && frames.length > 0 ? numCallers - fewestAddresses(frames) : 0 };
}
