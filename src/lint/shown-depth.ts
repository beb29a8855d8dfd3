import type { Finding } from '../finding/finding.js';

/**
 * Prepares the question whether the logs show the stack of a finding as far as a run with so many callers records it.
 * They do if the stack is that deep, ends at `main`, or has fewer frames than others of its log: then it was not cut.
 */
export function shownToDepth(findings: readonly Finding[]): (finding: Finding, depth: number) => boolean {
  const deepest = new Map<string, number>();
  for (const finding of findings)
    for (const { log } of finding.places) deepest.set(log, Math.max(deepest.get(log) ?? 0, depthOf(finding)));
  return (finding, depth) => {
    const own = depthOf(finding);
    return (
      depth <= own || finding.hidesBelowMain || finding.places.some(({ log }) => own < deepest.get(log)!)
    );
  };
}

/** How many frames were recorded: inlined calls come on top of them. */
export function depthOf({ frames }: Finding): number {
  return frames.filter(({ inlined }) => !inlined).length;
}
