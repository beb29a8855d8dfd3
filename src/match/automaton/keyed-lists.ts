import type { Keys } from './keys.js';
import { isAfterGap, lineAt, type NumberedLines } from './lines.js';

/**
 * Entries by their keys, with what a glance at a stack shows of each, so that few are laid: one list after the other, and in
 * it for each entry its number and what is named below; after the last entry `none`.
 */
export interface KeyedLists {
  readonly all: Int32Array;
  /** By line: where the list of those begins of which it is the key; 0, which is an empty list, where it is the key of none. */
  readonly from: Uint32Array;
}

/** The only frame at which the key may be. */
export const itsPosition = 1;
/** The line that the innermost frame has to match. */
export const itsInnermost = 2;
/** The lines that have to match the frame before that of the key, and the one behind it. */
export const itsBefore = 3;
export const itsAfter = 4;

export const keyedWidth = 5;

/** Where there is no such frame or line. */
export const none = -1;

export function keyedLists({ lines, entries }: NumberedLines, keys: Keys): KeyedLists {
  const from = new Uint32Array(lines.length);
  const all = [none];
  keys.entries.forEach((some, line) => {
    if (some === undefined) return;
    from[line] = all.length;
    for (const entry of some) {
      const places = entries[entry]!;
      const at = keys.at[entry]!;
      all.push(
        entry,
        places.some((place, k) => k <= at && isAfterGap(place)) ? none : at,
        isAfterGap(places[0]!) ? none : lineAt(places[0]!),
        at === 0 || isAfterGap(places[at]!) ? none : lineAt(places[at - 1]!),
        at + 1 === places.length || isAfterGap(places[at + 1]!) ? none : lineAt(places[at + 1]!),
      );
    }
    all.push(none);
  });
  return { all: Int32Array.from(all), from };
}
