import { entriesIn, type SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import { printEntry } from '../suppression/print.js';
import { brokenIn, type BrokenPiece } from './broken.js';
import { commentLines, entryLines, kindLine } from './entry-lines.js';
import { coverageOf, type Coverage, type Gain } from './gain.js';
import { movedAmong } from './moves.js';
import { pairEntries, type Pair } from './pair.js';
import { looseComments, type LooseComments } from './loose-comments.js';
import { placesOf } from './places.js';

/** What can be said of an entry that is not the same in both sets. */
export const categories = [
  'added',
  'removed',
  /** It hides more than before, and all that it hid. */
  'widened',
  /** It hides less than before, and nothing else. */
  'narrowed',
  /** It hides something that it did not, and no longer something that it did; or no tool reads it, and its text differs. */
  'changed',
  /** Its lines differ and it hides the same. */
  'reworded',
  'renamed',
  'moved',
  'commented',
  /** White space alone differs. */
  'layout',
] as const;
export type Category = (typeof categories)[number];

/** An entry that is not the same in both sets. One of `before` and `after` is there, or both are. */
export interface EntryChange {
  readonly before?: SetEntry;
  readonly after?: SetEntry;
  /** One at least, in the order of `categories`. */
  readonly categories: readonly Category[];
  /** What `after` hides that `before` does not. */
  readonly gains?: Gain;
  /** What `before` hides that `after` does not. */
  readonly loses?: Gain;
}

export interface SetDiff {
  /** Those removed in the order of the old set, then the others in that of the new one. */
  readonly changes: readonly EntryChange[];
  readonly comments: LooseComments;
  readonly broken: readonly BrokenPiece[];
  /** How many entries the sets have. */
  readonly sizes: { readonly before: number; readonly after: number };
}

/** Compares two sets, each the files of one side, by what their entries mean. */
export function diff(before: readonly SetFile[], after: readonly SetFile[]): SetDiff {
  const [old, young] = [entriesIn(before), entriesIn(after)];
  const [inOld, inYoung] = [coverageOf(old), coverageOf(young)];
  const { pairs, removed, added } = pairEntries(old, young);
  const moved = movedIn(pairs, before, after);
  const changes: EntryChange[] = [
    ...removed.map((entry) => ofRemoved(entry, inYoung)),
    ...pairs.map((pair) => ofPair(pair, moved.has(pair), inOld, inYoung)),
    ...added.map((entry) => ofAdded(entry, inOld)),
  ];
  const place = new Map(young.map((entry, at) => [entry, at]));
  const placeOf = ({ after: entry }: EntryChange) => (entry ? place.get(entry)! : -1);
  return {
    changes: changes.filter((each) => each.categories.length > 0).sort((a, b) => placeOf(a) - placeOf(b)),
    comments: looseComments(before, after),
    broken: brokenIn(before, after),
    sizes: { before: old.length, after: young.length },
  };
}

/** Does the new set hide something for this change that the old one does not hide, or may it? */
export function widensSet({ gains }: EntryChange): boolean {
  return gains !== undefined && gains.coveredBy.length === 0;
}

/** Does the new set not hide something for this change that the old one hid, or may it not? */
export function narrowsSet({ loses }: EntryChange): boolean {
  return loses !== undefined && loses.coveredBy.length === 0;
}

function ofAdded(after: SetEntry, inOld: Coverage): EntryChange {
  const gains = inOld.gain(after, undefined);
  return { after, categories: ['added'], ...(gains ? { gains } : {}) };
}

function ofRemoved(before: SetEntry, inYoung: Coverage): EntryChange {
  const loses = inYoung.gain(before, undefined);
  return { before, categories: ['removed'], ...(loses ? { loses } : {}) };
}

function ofPair({ before, after }: Pair, isMoved: boolean, inOld: Coverage, inYoung: Coverage): EntryChange {
  const isSame = before.content === after.content;
  const gains = isSame ? undefined : inOld.gain(after, before);
  const loses = isSame ? undefined : inYoung.gain(before, after);
  const said: Category[] = [
    ...meaningOf({ before, after }, gains, loses),
    ...(before.name === after.name ? [] : (['renamed'] as const)),
    ...(isMoved ? (['moved'] as const) : []),
    ...(isEqual(commentLines(before), commentLines(after)) ? [] : (['commented'] as const)),
  ];
  const isRelaid = said.length === 0 && printEntry(before.source) !== printEntry(after.source);
  return {
    ...{ before, after },
    categories: isRelaid ? ['layout'] : said,
    ...(gains ? { gains } : {}),
    ...(loses ? { loses } : {}),
  };
}

function meaningOf({ before, after }: Pair, gains: Gain | undefined, loses: Gain | undefined): Category[] {
  if (gains && loses) return ['changed'];
  if (gains) return ['widened'];
  if (loses) return ['narrowed'];
  const [old, young] = [before, after].map((entry) => [kindLine(entry), ...entryLines(entry)]);
  if (isEqual(old!, young!)) return [];
  return before.loaded.size === 0 && after.loaded.size === 0 ? ['changed'] : ['reworded'];
}

/** Those that stand in another file of the set, and those that are not where the others say. */
function movedIn(
  pairs: readonly Pair[],
  before: readonly SetFile[],
  after: readonly SetFile[],
): ReadonlySet<Pair> {
  const { fileOf, placeOf } = placesOf(before, after);
  const moved = new Set(pairs.filter((pair) => fileOf(pair.before) !== fileOf(pair.after)));
  const stayed = pairs.filter((pair) => !moved.has(pair));
  for (const file of new Set(stayed.map((pair) => fileOf(pair.after)))) {
    const inFile = stayed.filter((pair) => fileOf(pair.after) === file);
    for (const at of movedAmong(inFile.map((pair) => placeOf(pair.before)))) moved.add(inFile[at]!);
  }
  return moved;
}

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, at) => text === other[at]);
}
