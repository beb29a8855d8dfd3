import { formatLeakSet } from '../suppression/leak-set.js';
import { formatLocation } from '../suppression/location.js';
import { leakKinds, type FramePattern } from '../suppression/suppression.js';
import type { LintEntry, LintSet } from './rule.js';

/** An entry that says what one before it says. */
export interface Copy {
  readonly entry: LintEntry;
  /** The first one in the set that says it. */
  readonly first: LintEntry;
  /** The last one before it in its own file; undefined where it is the first there. */
  readonly above: LintEntry | undefined;
}

const known = new WeakMap<LintSet, readonly Copy[]>();

/** The copies in a set, in its order. Names do not count. All rules of a run share the answer. */
export function copiesIn(set: LintSet): readonly Copy[] {
  const copies = known.get(set) ?? findCopies(set);
  known.set(set, copies);
  return copies;
}

/** Entries that say the same: the first in the set, and the last one so far in the file that is read. */
interface Alike {
  readonly content: readonly number[];
  readonly first: LintEntry;
  latest: LintEntry;
}

function findCopies({ files }: LintSet): readonly Copy[] {
  const contentOf = contents();
  // By a number for the content, which others have as well now and then.
  const alike = new Map<number, Alike[]>();
  const copies: Copy[] = [];
  for (const { entries } of files)
    for (const entry of entries) {
      const content = contentOf(entry);
      const key = hashOf(content);
      const row = alike.get(key);
      const same = row?.find((each) => isEqual(each.content, content));
      if (same) {
        const above = same.latest.file === entry.file ? same.latest : undefined;
        copies.push({ entry, first: same.first, above });
        same.latest = entry;
      } else if (row) row.push({ content, first: entry, latest: entry });
      else alike.set(key, [{ content, first: entry, latest: entry }]);
    }
  return copies;
}

/**
 * What an entry says, as numbers: its tools, its kind, what stands between kind and locations, all locations. Equal numbers
 * are equal texts.
 */
function contents(): (entry: LintEntry) => readonly number[] {
  const numbers = new Map<string, number>();
  // Equal lines of a file are mostly one object.
  const ofPatterns = new Map<FramePattern, number>();
  return ({ tools, suppression, patterns }) => {
    const { kind, extra = '', leakKinds: some = leakKinds } = suppression;
    const content = [numberOf([tools.join(), kind, formatLeakSet(some), extra].join('\n'))];
    for (const pattern of patterns) content.push(ofPatterns.get(pattern) ?? numberOfPattern(pattern));
    return content;
  };

  function numberOfPattern(pattern: FramePattern): number {
    const number = numberOf(formatLocation(pattern));
    ofPatterns.set(pattern, number);
    return number;
  }

  function numberOf(text: string): number {
    const number = numbers.get(text) ?? numbers.size;
    numbers.set(text, number);
    return number;
  }
}

function hashOf(content: readonly number[]): number {
  let hash = 0;
  for (const number of content) hash = (Math.imul(hash, 0x01000193) + number) | 0;
  return hash;
}

function isEqual(a: readonly number[], b: readonly number[]): boolean {
  return a.length === b.length && a.every((each, at) => each === b[at]);
}
