import type { SetEntry } from '../set/set-entry.js';
import { entryLines, kindLine } from './entry-lines.js';
import { grouped } from '../rewrite/grouped.js';
import type { Pair } from './pair.js';

/** A line that more pairs of entries than these have in common tells nothing, and takes too long to follow. */
const mostPairsOfLine = 10_000;

interface Likeness extends Pair {
  /** Lines in common but for wildcards, as a part of the lines of the longer one. */
  readonly share: number;
  /** The same, wildcards included. */
  readonly exactShare: number;
  /** The sum of their places: of equals, the first ones go together. */
  readonly places: number;
}

/**
 * Pairs entries of one kind that have half of their lines or more in common, those with the most in common first.
 * Wildcards do not count, since they come and go. An entry that is left has nobody like it, or its like has somebody who
 * is nearer.
 */
export function similarPairs(before: readonly SetEntry[], after: readonly SetEntry[]): Pair[] {
  const likely = likelyPairs(before.map(described), after.map(described));
  likely.sort((a, b) => b.share - a.share || b.exactShare - a.exactShare || a.places - b.places);
  const taken = new Set<SetEntry>();
  return likely.filter(({ before: old, after: young }) => {
    if (taken.has(old) || taken.has(young)) return false;
    taken.add(old).add(young);
    return true;
  });
}

/** Lines of an entry, and how often each is there. */
type Counts = ReadonlyMap<string, number>;

interface Described {
  readonly entry: SetEntry;
  readonly place: number;
  readonly lines: Counts;
  /** Each without its wildcards, and with the kind of the entry. */
  readonly stems: Counts;
  readonly length: number;
}

function described(entry: SetEntry, place: number): Described {
  const kind = kindLine(entry);
  const stemOf = (text: string) => text.replace(/[*?]+/g, '');
  // Two entries with nothing but `...` and `obj:*` in common have nothing in common.
  const lines = entryLines(entry).filter((text) => !/^(?:\.\.\.|fun:|obj:|src:|)$/.test(stemOf(text)));
  const stems = lines.map((text) => `${kind}\n${stemOf(text)}`);
  return { entry, place, lines: counted(lines), stems: counted(stems), length: lines.length };
}

function counted(texts: readonly string[]): Counts {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

function likelyPairs(before: readonly Described[], after: readonly Described[]): Likeness[] {
  const byStem = havingStem(before);
  const byStemAfter = havingStem(after);
  return after.flatMap((young) => {
    const met = new Set<Described>();
    for (const stem of young.stems.keys()) {
      const having = byStem.get(stem) ?? [];
      if (having.length * byStemAfter.get(stem)!.length > mostPairsOfLine) continue;
      for (const old of having) met.add(old);
    }
    return [...met].flatMap((old) => {
      const longer = Math.max(old.length, young.length);
      const share = common(old.stems, young.stems) / longer;
      const exactShare = common(old.lines, young.lines) / longer;
      const places = old.place + young.place;
      return share >= 0.5 ? [{ before: old.entry, after: young.entry, share, exactShare, places }] : [];
    });
  });
}

function havingStem(entries: readonly Described[]): ReadonlyMap<string, readonly Described[]> {
  const each = entries.flatMap((entry) => [...entry.stems.keys()].map((stem) => ({ stem, entry })));
  const groups = grouped(each, ({ stem }) => stem);
  return new Map([...groups].map(([stem, group]) => [stem, group.map(({ entry }) => entry)]));
}

function common(one: Counts, other: Counts): number {
  let count = 0;
  for (const [text, times] of one) count += Math.min(times, other.get(text) ?? 0);
  return count;
}
