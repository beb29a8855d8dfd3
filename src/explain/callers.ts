import type { Finding, Frame } from '../finding/finding.js';
import { reachIn } from '../minimize/reach.js';
import type { Suppression } from '../suppression/suppression.js';

/** A frame with which stacks go on outside of what an entry asks for. */
export interface Caller {
  readonly frame: Frame;
  /** How many of the findings go on with it. */
  readonly findings: number;
}

/**
 * Who stands outside of the last location in the stacks of what an entry hides, the most frequent first. An entry asks nothing
 * of them, so these show what it lets in. Findings whose stack ends there have none.
 */
export function callersOf(
  suppression: Suppression,
  hides: readonly Finding[],
  numCallers: number,
): readonly Caller[] {
  const found = new Map<string, { frame: Frame; findings: number }>();
  for (const { position, end } of reachIn(hides, numCallers)(suppression.frames).yes) {
    const frame = hides[position]!.frames[end + 1];
    if (!frame) continue;
    const key = `${frame.fun ?? ''}\n${frame.demangled ?? ''}\n${frame.fun === '???' ? (frame.obj ?? '') : ''}`;
    const known = found.get(key);
    if (known) known.findings++;
    else found.set(key, { frame, findings: 1 });
  }
  return [...found]
    .sort(([a, one], [b, other]) => other.findings - one.findings || (a < b ? -1 : 1))
    .map(([, caller]) => caller);
}
