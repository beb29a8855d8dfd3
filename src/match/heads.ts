import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { comparedExtra, kindMatches } from './kind.js';
import { certainty } from './laying.js';

/** How surely the head of an entry, by its place, matches some finding; see kindMatches. */
export type Heads = (entry: number) => number;

/** What findings may ask of heads is remembered of so many; most kinds have one to ask, and leaks a few. */
const most = 16;

/** Heads of entries of one kind, for findings of that kind. Each entry is asked once for findings that ask the same. */
export function headsOf(entries: readonly Suppression[]): (finding: Finding) => Heads {
  const known = new Map<string | undefined, Heads>();
  return (finding) => {
    const asked = finding.kind === 'Memcheck:Leak' ? finding.leakKind : comparedExtra(finding);
    let heads = known.get(asked);
    if (!heads) {
      if (known.size === most) known.clear();
      known.set(asked, (heads = remembering(finding)));
    }
    return heads;
  };

  function remembering(finding: Finding): Heads {
    const answers = new Uint8Array(entries.length); // one more than the answer; 0 before it is asked for
    return (entry) => {
      if (answers[entry] === 0) answers[entry] = 1 + certainty[kindMatches(entries[entry]!, finding)];
      return answers[entry]! - 1;
    };
  }
}
