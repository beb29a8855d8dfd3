import { uniqueNames } from '../generate/free-names.js';
import { entriesIn, type SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Reading } from './broken.js';
import { joinComments, type Gone, type Joined } from './comments.js';
import { entryBytes } from './entry-bytes.js';
import { foldsIn, type Conflict, type Fold } from './folds.js';
import type { Harm } from './harm.js';
import { laidOut } from './lay-out.js';
import { prove } from './prove.js';
import { headingOf, isAlone, rowsOf, stayingHeading, type Row } from './rows.js';

export interface MergeOptions extends Reading {
  /** Covered entries stay; only those of equal content are folded. */
  readonly keepNarrow?: boolean;
  /** Writes into the file where each entry was read. */
  readonly provenance?: boolean;
  /** Which real finding an entry hides, or may hide (harm.ts); none unless given. */
  readonly harmOf?: (entry: SetEntry) => Harm | undefined;
}

export interface MergedEntry {
  readonly entry: SetEntry;
  /** Another one than its own where an earlier entry has that. */
  readonly name: string;
  /** What it stands for, in the order of the entries. */
  readonly folds: readonly Fold[];
}

export interface Merged {
  /** The merged file. */
  readonly bytes: string;
  /** Those that stay, in their order. */
  readonly entries: readonly MergedEntry[];
  readonly conflicts: readonly Conflict[];
}

/**
 * The union of sets as one file, in the order of the files (`readForMerge` reads them). An entry goes when another one stands for it
 * (stands-for.ts) that hides no real finding; else both stay, and are a conflict. Entries that stay keep their bytes,
 * but for a name that is taken and the comments of those that they stand for. What Valgrind refuses comes out as comments.
 *
 * Without real findings the contents of the result do not depend on the order of the files nor on how they are put together:
 * merging is associative, commutative and idempotent, as far as `covers` is not at its limits.
 *
 * @throws Error when a tool would not load the result as meant: a defect of chaff
 */
export function merge(given: readonly SetFile[], options: MergeOptions): Merged {
  const files = [...new Set(given)]; // one that is given twice is one
  const { numCallers, keepNarrow = false, provenance = false, harmOf = () => undefined } = options;
  const all = entriesIn(files);
  const { folds, conflicts } = foldsIn(all, { numCallers, keepNarrow, harmOf });
  const stays = (entry: SetEntry) => !folds.has(entry);
  const staying = all.filter(stays);
  const nameOf = namesOf(staying);
  const rows = new Map(files.flatMap((file) => [...rowsOf(file)]));
  const gone = goneInto(folds, rows);
  const joinedTo = (entry: SetEntry): Joined | undefined => {
    const those = gone.get(entry);
    if (!those && !provenance) return undefined;
    return joinComments(entry, headingOf(rows.get(entry)!), those ?? [], provenance);
  };

  const bytes = laidOut(files, {
    stays,
    rowOf: (entry) => rows.get(entry)!,
    bytesOf(entry) {
      const name = nameOf.get(entry)!;
      return entryBytes(entry, {
        name: name === entry.name ? undefined : name,
        joined: joinedTo(entry),
        above: isAlone(entry, rows.get(entry)!),
      });
    },
  });
  prove(bytes, staying, (entry) => nameOf.get(entry)!, options);
  const entries = staying.map((entry): MergedEntry => {
    const those = gone.get(entry) ?? [];
    return { entry, name: nameOf.get(entry)!, folds: those.map(({ fold }) => fold) };
  });
  return { bytes, entries, conflicts };
}

/** Longer names are not numbered: Valgrind ends at lines that are too long (limits.ts). */
const longestName = 51_000;

function namesOf(entries: readonly SetEntry[]): ReadonlyMap<SetEntry, string> {
  const unique = uniqueNames(entries.map(({ name }) => name));
  return new Map(
    entries.map((entry, at) => [entry, entry.name.length > longestName ? entry.name : unique[at]!]),
  );
}

/** By the entry that stays, those that it stands for, each with the comments that have no other place to stay. */
function goneInto(
  folds: ReadonlyMap<SetEntry, Fold>,
  rows: ReadonlyMap<SetEntry, Row>,
): ReadonlyMap<SetEntry, readonly Gone[]> {
  const found = new Map<SetEntry, Gone[]>();
  for (const fold of folds.values()) {
    const { entry, into } = fold;
    const row = rows.get(entry)!;
    const staying = stayingHeading(entry, row, (each) => !folds.has(each));
    const heading =
      staying.length > 0 || entry !== row[0] || !isToldElsewhere(row) ? staying : headingOf(row);
    const comments = entry.source.ofType('comment').slice(heading.length);
    const those = found.get(into);
    if (those) those.push({ fold, comments });
    else found.set(into, [{ fold, comments }]);
  }
  return found;

  /** Of a row that goes: does an entry have its heading into which one of the others goes? */
  function isToldElsewhere(row: Row): boolean {
    const heading = headingOf(row);
    return row.slice(1).some((each) => {
      const into = folds.get(each)?.into;
      if (!into) return false;
      const texts = [...into.source.ofType('comment'), ...headingOf(rows.get(into)!)].map(({ text }) => text);
      return heading.every(({ text }) => texts.includes(text));
    });
  }
}
