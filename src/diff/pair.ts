import type { SetEntry } from '../set/set-entry.js';
import { grouped } from '../rewrite/grouped.js';
import { similarPairs } from './similar.js';

/** An entry of the one set and the entry of the other that it has become. */
export interface Pair {
  readonly before: SetEntry;
  readonly after: SetEntry;
}

export interface Paired {
  /** In the order of the new set. */
  readonly pairs: readonly Pair[];
  /** In the order of their sets. */
  readonly removed: readonly SetEntry[];
  readonly added: readonly SetEntry[];
}

/**
 * Which entries of two sets are the same, though one may have been edited. One after the other, each among what is left:
 *
 *   1. those that say the same under the same name, then those that say the same
 *   2. those whose name no other has
 *   3. those with the most lines in common (similar.ts)
 *
 * Nothing depends on which set comes first.
 */
export function pairEntries(before: readonly SetEntry[], after: readonly SetEntry[]): Paired {
  const pairs: Pair[] = [];
  let old = before;
  let young = after;
  const take = (found: readonly Pair[]) => {
    for (const pair of found) pairs.push(pair);
    const taken = new Set(found.flatMap((pair) => [pair.before, pair.after]));
    const isLeft = (entry: SetEntry) => !taken.has(entry);
    old = old.filter(isLeft);
    young = young.filter(isLeft);
  };
  take(inOrder(old, young, ({ name, content }) => `${name}\n${content}`));
  take(inOrder(old, young, ({ content }) => content));
  take(byUniqueName(old, young));
  take(similarPairs(old, young));
  const place = new Map(after.map((entry, at) => [entry, at]));
  pairs.sort((a, b) => place.get(a.after)! - place.get(b.after)!);
  return { pairs, removed: old, added: young };
}

/** Of entries with the same key the first with the first, the second with the second. */
function inOrder(
  before: readonly SetEntry[],
  after: readonly SetEntry[],
  keyOf: (entry: SetEntry) => string,
): Pair[] {
  const waiting = grouped(before, keyOf);
  const used = new Map<string, number>();
  return after.flatMap((entry) => {
    const key = keyOf(entry);
    const at = used.get(key) ?? 0;
    const partner = waiting.get(key)?.[at];
    if (!partner) return [];
    used.set(key, at + 1);
    return [{ before: partner, after: entry }];
  });
}

function byUniqueName(before: readonly SetEntry[], after: readonly SetEntry[]): Pair[] {
  const [old, young] = [before, after].map((side) => grouped(side, ({ name }) => name));
  return [...young!].flatMap(([name, entries]) => {
    const partners = isGiven(name) ? old!.get(name) : undefined;
    return entries.length === 1 && partners?.length === 1
      ? [{ before: partners[0]!, after: entries[0]! }]
      : [];
  });
}

/** Valgrind's own name for an entry says nothing about it. */
function isGiven(name: string): boolean {
  return !/^<?insert_a_suppression_name_here>?$/i.test(name);
}
