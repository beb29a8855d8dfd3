import type { FramePattern } from '../suppression/suppression.js';
import type { LintEntry, LintFile, LintLocation } from './rule.js';

/** A location that a rule has something to say of. */
export interface Judged<Verdict> {
  readonly entry: LintEntry;
  readonly location: LintLocation;
  /** Its index in the entry. */
  readonly at: number;
  readonly verdict: Verdict;
}

/**
 * What a rule says of the patterns of a file, each asked once: large sets have few patterns and say them over and over. Those of
 * which it says nothing are left out.
 */
export function verdicts<Verdict>(
  { patterns }: LintFile,
  verdictOf: (pattern: FramePattern) => Verdict | undefined,
): ReadonlyMap<FramePattern, Verdict> {
  const found = new Map<FramePattern, Verdict>();
  for (const pattern of patterns) {
    const verdict = verdictOf(pattern);
    if (verdict !== undefined) found.set(pattern, verdict);
  }
  return found;
}

/** The locations of which a rule says something, in the order of the file. */
export function* judged<Verdict>(
  file: LintFile,
  verdictOf: (pattern: FramePattern) => Verdict | undefined,
): Generator<Judged<Verdict>> {
  const known = verdicts(file, verdictOf);
  if (known.size === 0) return;
  for (const entry of file.entries)
    for (let at = 0; at < entry.patterns.length; at += 1) {
      const verdict = known.get(entry.patterns[at]!);
      if (verdict !== undefined) yield { entry, location: entry.locationAt(at), at, verdict };
    }
}
