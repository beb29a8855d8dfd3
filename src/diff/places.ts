import { entriesIn, type SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';

export interface Places {
  /** The file of an entry within its set, under a name that means the same in both. */
  readonly fileOf: (entry: SetEntry) => string;
  /** Its place among all entries of its set. */
  readonly placeOf: (entry: SetEntry) => number;
}

/**
 * Where entries of two sets stand. Files of the two correspond that are called the same below the folder that all
 * files of their set share. Where one set is one file, all is one file.
 */
export function placesOf(before: readonly SetFile[], after: readonly SetFile[]): Places {
  const isOneFile = before.length === 1 || after.length === 1;
  const files = new Map<SetEntry, string>();
  const places = new Map<SetEntry, number>();
  for (const side of [before, after]) {
    const shared = sharedFolder(side.map(({ name }) => name));
    entriesIn(side).forEach((entry, at) => {
      files.set(entry, isOneFile ? '' : entry.file.slice(shared));
      places.set(entry, at);
    });
  }
  return { fileOf: (entry) => files.get(entry)!, placeOf: (entry) => places.get(entry)! };
}

/** The length of the folders, and of a revision, with which all names begin. */
function sharedFolder([first = '', ...others]: readonly string[]): number {
  let length = 0;
  while (length < first.length && others.every((name) => name[length] === first[length])) length += 1;
  return Math.max(first.lastIndexOf('/', length - 1), first.lastIndexOf(':', length - 1)) + 1;
}
