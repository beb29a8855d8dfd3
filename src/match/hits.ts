import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import { integers } from './integers.js';

/** A finding with all suppressions that hide it, not only the one that Valgrind would credit. */
export interface FindingHits {
  readonly finding: Finding;
  /** Those whose answer is `yes`, in the order of the set. */
  readonly certain: readonly Suppression[];
  /** Those whose answer is `unknown`, in the order of the set. */
  readonly possible: readonly Suppression[];
}

/** A suppression with all findings that it hides. */
export interface SuppressionHits {
  readonly suppression: Suppression;
  readonly certain: readonly Finding[];
  readonly possible: readonly Finding[];
}

export interface Replay {
  /** One for each finding, in the order given. */
  readonly findings: readonly FindingHits[];
  /** One for each suppression, in the order of the set. */
  readonly suppressions: readonly SuppressionHits[];
}

/** Which entries of a set hide which findings, to be told from both sides. */
export interface Hits {
  /** Findings and entries by their places, each pair once: the findings in order, and so the entries of each. */
  readonly add: (finding: number, entry: number, isSure: boolean) => void;
  readonly told: () => Replay;
}

/** Lists are counted first, for those that grow as they are filled are larger than they need be, and slower. */
export function hitsOf(set: readonly Suppression[], findings: readonly Finding[]): Hits {
  /** The entries, each twice, and one more if it surely hides the finding. */
  const all = integers();
  /** Of each finding: how many hits there are of it and those before it; 0 if it has none. */
  const ends = new Int32Array(findings.length);
  const [certainOfEntry, possibleOfEntry] = [new Int32Array(set.length), new Int32Array(set.length)];
  return {
    add(finding, entry, isSure) {
      all.push(entry * 2 + (isSure ? 1 : 0));
      ends[finding] = all.length;
      (isSure ? certainOfEntry : possibleOfEntry)[entry]!++;
    },
    told() {
      const { values } = all;
      const suppressions = set.map((suppression, entry) => ({
        suppression,
        certain: list<Finding>(certainOfEntry[entry]!),
        possible: list<Finding>(possibleOfEntry[entry]!),
      }));
      certainOfEntry.fill(0);
      possibleOfEntry.fill(0);
      let first = 0;
      const ofFindings = findings.map((finding, at) => {
        const end = ends[at]!;
        if (end === 0) return { finding, certain: none, possible: none };
        let sure = 0;
        for (let k = first; k < end; k++) sure += values[k]! & 1;
        const certain = list<Suppression>(sure);
        const possible = list<Suppression>(end - first - sure);
        let [toCertain, toPossible] = [0, 0];
        for (; first < end; first++) {
          const entry = values[first]! >> 1;
          const of = suppressions[entry]!;
          if ((values[first]! & 1) === 1) {
            certain[toCertain++] = of.suppression;
            of.certain[certainOfEntry[entry]!++] = finding;
          } else {
            possible[toPossible++] = of.suppression;
            of.possible[possibleOfEntry[entry]!++] = finding;
          }
        }
        return { finding, certain, possible };
      });
      return { findings: ofFindings, suppressions };
    },
  };
}

function list<T>(length: number): T[] {
  return length === 0 ? none : new Array<T>(length);
}

/** One for all, for most findings are hidden by nothing. */
const none: never[] = [];
