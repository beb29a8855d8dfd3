import { integers, type Integers } from '../match/integers.js';

/** Sets of whole numbers by number: equal ones have the same. */
export interface DistinctSets {
  readonly count: number;
  /** @param elements ascending, without repeats */
  readonly add: (elements: Integers) => number;
  readonly elementsOf: (set: number) => number[];
}

export function distinctSets(): DistinctSets {
  const elements = integers();
  const begins = integers();
  begins.push(0);
  const hashes = integers();
  // Open addressing: 0, or a set and one. At most half full.
  let table = new Int32Array(1024);
  const isAt = (set: number, wanted: Integers): boolean => {
    const begin = begins.values[set]!;
    if (begins.values[set + 1]! - begin !== wanted.length) return false;
    for (let at = 0; at < wanted.length; at++)
      if (elements.values[begin + at] !== wanted.values[at]) return false;
    return true;
  };
  return {
    get count() {
      return hashes.length;
    },
    add(wanted) {
      let hash = wanted.length;
      for (let at = 0; at < wanted.length; at++)
        hash = Math.imul(hash ^ wanted.values[at]!, 0x01000193) ^ (hash >>> 15);
      let at = hash & (table.length - 1);
      for (; table[at] !== 0; at = (at + 1) & (table.length - 1)) {
        const set = table[at]! - 1;
        if (hashes.values[set] === hash && isAt(set, wanted)) return set;
      }
      for (let each = 0; each < wanted.length; each++) elements.push(wanted.values[each]!);
      begins.push(elements.length);
      hashes.push(hash);
      table[at] = hashes.length;
      if (hashes.length * 2 > table.length) {
        table = new Int32Array(table.length * 2);
        for (let set = 0; set < hashes.length; set++) {
          let free = hashes.values[set]! & (table.length - 1);
          while (table[free] !== 0) free = (free + 1) & (table.length - 1);
          table[free] = set + 1;
        }
      }
      return hashes.length - 1;
    },
    elementsOf: (set) => [...elements.values.subarray(begins.values[set], begins.values[set + 1])],
  };
}
