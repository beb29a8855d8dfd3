import type { Finding } from '../finding/finding.js';
import type { FramePattern } from '../suppression/suppression.js';
import { exportedLines, fleetingIn } from './exported.js';
import { callGraph, type CallGraph } from './call-graph.js';
import { plausibleIn, type PlausibleStacks } from './plausible.js';

/** What the stacks of all findings tell about calls, whatever the kind. */
export interface Calls {
  /** The plausible stacks of one kind; `alike` are its findings. */
  readonly plausible: (alike: readonly Finding[]) => PlausibleStacks;
  /** How many of the lines may not last. */
  readonly fleeting: (lines: readonly FramePattern[]) => number;
}

export function callsIn(findings: readonly Finding[]): Calls {
  let graph: CallGraph | undefined;
  return {
    plausible: (alike) => plausibleIn((graph ??= callGraph(findings)), alike),
    fleeting: fleetingIn(exportedLines(findings)),
  };
}
