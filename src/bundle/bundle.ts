import { entriesIn, type SetFile } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Entry } from '../suppression/tree.js';
import type { Reason } from './applies.js';
import type { ChosenLayer } from './choose-layers.js';
import { concatenate } from './concatenate.js';
import { notFor } from './not-for.js';
import type { Target } from './target.js';

export interface LeftOut {
  readonly entry: SetEntry;
  readonly because: Reason;
}

/** The one set that applies at a place. */
export interface Bundle {
  readonly target: Target;
  readonly layers: readonly ChosenLayer[];
  /** In the order in which Valgrind should load them: it searches the last first. */
  readonly files: readonly SetFile[];
  /** Entries whose own comments say that they are not for this place. */
  readonly leftOut: readonly LeftOut[];
  /** How many entries it has. */
  readonly entries: number;
  /** Its bytes. */
  readonly bytes: string;
}

/** Puts the files of the layers that apply into one, without the entries that are not for this place. */
export function bundle(layers: readonly ChosenLayer[], files: readonly SetFile[], target: Target): Bundle {
  const entries = entriesIn(files);
  const leftOut = entries.flatMap((entry): LeftOut[] => {
    const because = notFor(entry, target);
    return because ? [{ entry, because }] : [];
  });
  const without = new Set<Entry>(leftOut.map(({ entry }) => entry.source));
  return {
    ...{ target, layers, files, leftOut },
    entries: entries.length - leftOut.length,
    bytes: concatenate(files, without),
  };
}
