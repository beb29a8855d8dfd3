import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import type { Replay } from './replay.js';

/** Which entries of a set hide which findings, to be told from both sides. */
export interface Hits {
  /** Findings and entries by their places, each pair once: the findings in order, and so the entries of each. */
  readonly add: (finding: number, entry: number, isSure: boolean) => void;
  readonly told: () => Replay;
}

/** Lists are counted first, for those that grow as they are filled are larger than they need be, and slower. */
export function hitsOf(set: readonly Suppression[], findings: readonly Finding[]): Hits {
  /** The entries, each twice, and one more if it surely hides the finding. */
  let all = new Int32Array(1 << 10);
  let count = 0;
  /** Of each finding: how many hits there are of it and those before it; 0 if it has none. */
  const ends = new Int32Array(findings.length);
  const [certainOfEntry, possibleOfEntry] = [new Int32Array(set.length), new Int32Array(set.length)];
  return {
    add(finding, entry, isSure) {
      if (count === all.length) all = twiceAsLong(all);
      all[count++] = entry * 2 + (isSure ? 1 : 0);
      ends[finding] = count;
      (isSure ? certainOfEntry : possibleOfEntry)[entry]!++;
    },
    told() {
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
        for (let k = first; k < end; k++) sure += all[k]! & 1;
        const certain = list<Suppression>(sure);
        const possible = list<Suppression>(end - first - sure);
        let [toCertain, toPossible] = [0, 0];
        for (; first < end; first++) {
          const entry = all[first]! >> 1;
          const of = suppressions[entry]!;
          if ((all[first]! & 1) === 1) {
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

function twiceAsLong(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const longer = new Int32Array(2 * list.length);
  longer.set(list);
  return longer;
}
