import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { comparedExtra, kindMatches } from './kind.js';
import { certainty } from './laying.js';

/** Heads of the entries of a set, equal ones as one number. */
export interface Heads {
  /** By the place of an entry: the number of its head. */
  readonly numbers: Uint32Array;
  readonly for: (finding: Finding) => HeadAnswers;
}

/** How surely heads match some finding; see kindMatches. */
export interface HeadAnswers {
  /** By the number of a head; it is asked once for findings that ask the same. */
  readonly of: (head: number) => number;
  /** What has been asked: one more than the answer, and 0 where it has not. */
  readonly known: Uint8Array;
}

/** What findings of a kind may ask of heads is remembered of so many; most kinds have one to ask, and leaks a few. */
const most = 16;

export function headsOf(set: readonly Suppression[]): Heads {
  const [numbers, examples] = numberHeads(set);
  const byKind = new Map<string, Map<string | undefined, HeadAnswers>>();
  return {
    numbers,
    for(finding) {
      let known = byKind.get(finding.kind);
      if (!known) byKind.set(finding.kind, (known = new Map<string | undefined, HeadAnswers>()));
      const asked = finding.kind === 'Memcheck:Leak' ? finding.leakKind : comparedExtra(finding);
      let answers = known.get(asked);
      if (!answers) {
        if (known.size === most) known.clear();
        known.set(asked, (answers = remembering(finding)));
      }
      return answers;
    },
  };

  function remembering(finding: Finding): HeadAnswers {
    const known = new Uint8Array(examples.length);
    return {
      known,
      of(head) {
        if (known[head] === 0) known[head] = 1 + certainty[kindMatches(examples[head]!, finding)];
        return known[head]! - 1;
      },
    };
  }
}

/** Of each entry a number, equal for equal heads; and of each number, an entry. */
function numberHeads(set: readonly Suppression[]): [Uint32Array, Suppression[]] {
  const numbers = new Uint32Array(set.length);
  const examples: Suppression[] = [];
  const known = new Map<string, number>();
  set.forEach((entry, at) => {
    const { kind, leakKinds, extra } = entry;
    const text = [kind, leakKinds?.join() ?? '?', extra === undefined ? '' : `=${extra}`].join('\n');
    let number = known.get(text);
    if (number === undefined) known.set(text, (number = examples.push(entry) - 1));
    numbers[at] = number;
  });
  return [numbers, examples];
}
