import type { Finding } from '../finding/finding.js';
import { evidenceComment } from '../generate/evidence.js';
import { uniqueNames } from '../generate/free-names.js';
import { tellingName } from '../generate/name.js';
import type { NewEntry } from '../suppression/write.js';
import { breadthOf, type Breadth } from './breadth.js';
import type { SafeCandidate } from './columns.js';
import { framesMet } from './met.js';

/** An entry as it will be written. */
export interface NewSuppression extends NewEntry {
  /** Ids of the noise findings that it hides, ascending. */
  readonly hides: readonly string[];
  readonly breadth: Breadth;
}

/** A candidate that was chosen, with the noise that it hides. */
export interface Chosen {
  readonly candidate: SafeCandidate;
  readonly hidden: readonly Finding[];
}

/** Gives candidates names that differ and tell, and comments that say what they rest on. */
export function entries(chosen: readonly Chosen[]): NewSuppression[] {
  const names = uniqueNames(
    chosen.map(({ candidate, hidden }) => tellingName(hidden[0]!, framesMet(hidden[0]!, candidate.frames))),
  );
  return chosen.map(({ candidate, hidden }, position) => {
    const { kind, extra } = hidden[0]!;
    const breadth = breadthOf(kind, candidate);
    return {
      name: names[position]!,
      kind,
      extra,
      leakKinds: candidate.leakKinds,
      frames: candidate.frames,
      comments: [evidenceComment(hidden), breadth.text],
      hides: hidden.map((finding) => finding.id).sort(),
      breadth,
    };
  });
}
