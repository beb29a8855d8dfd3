import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { kindMatches } from './kind.js';
import { failsAtOnce } from './fails-at-once.js';
import { overlay } from './overlay.js';
import { recordedStacks, type Stack } from './stack.js';
import { consensus, type Answer } from './answer.js';

export interface MatchOptions {
  /**
   * `--num-callers` of the run: stacks are cut to it, and it bounds how many frames can be hidden below main.
   * Suppressions are cut when they are loaded. Without it nothing is cut.
   */
  readonly numCallers?: number;
}

/**
 * Does the suppression hide the finding?
 *
 * It does when kind, extra line and leak kind agree (kind.ts) and its location lines can be laid over the
 * beginning of the stack:
 *
 *     fits([],           stack)      = true                                             (the outer frames are free)
 *     fits(... + lines,  stack)      = fits(lines, stack) or (stack = f + s and fits(... + lines, s))
 *     fits(line + lines, f + stack)  = line matches f and fits(lines, stack)            (fun.ts, obj.ts, src.ts)
 *     fits(line + lines, [])         = false
 *
 * A log does not tell everything, so every comparison may be `unknown`, and the stack may go on below main
 * (below-main.ts). *And* and *or* over three values: `yes` when some way of laying needs nothing unknown, `no` when
 * every way fails for sure, else `unknown`: the log cannot tell.
 *
 * A finding with variants stands for several stacks. The answer is the one they share; where they differ some
 * occurrences are hidden and some are not, and the answer is `unknown` too.
 */
export function matches(suppression: Suppression, finding: Finding, options: MatchOptions = {}): Answer {
  return matchesStacks(suppression, finding, recordedStacks(finding, options.numCallers));
}

/** The same for one who asks often: `stacks` are the `recordedStacks` of the finding. */
export function matchesStacks(suppression: Suppression, finding: Finding, stacks: readonly Stack[]): Answer {
  const kind = kindMatches(suppression, finding);
  if (kind === 'no') return 'no';
  const { frames } = suppression;
  const stack = consensus(stacks.map((each) => (failsAtOnce(frames, each) ? 'no' : overlay(frames, each))));
  return kind === 'yes' || stack === 'no' ? stack : 'unknown';
}
