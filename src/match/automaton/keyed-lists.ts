import { isAfterGap, lineAt, type NumberedLines } from './lines.js';

/**
 * Entries by their keys, with what a glance at a stack shows of each, so that few are laid: one list after the other, and in
 * it for each entry its number and what is named below; after the last entry `none`.
 */
export interface KeyedLists {
  readonly all: Int32Array;
  /** By line: where the list of those begins of which it is the key; 0 where it is the key of none. */
  readonly from: Int32Array;
  /** Entries without lines. */
  readonly keyless: readonly number[];
}

/** The number of its head; see headsOf. */
export const itsHead = 1;
/** The only frame at which the key may be. */
export const itsPosition = 2;
/** The line that the innermost frame has to match. */
export const itsInnermost = 3;
/** The lines that have to match the frame before that of the key, and the one behind it. */
export const itsBefore = 4;
export const itsAfter = 5;

export const keyedWidth = 6;

/** Where there is no such frame or line. */
export const none = -1;

/** @param keys see keysOf @param heads the number of each entry's head */
export function keyedLists(
  { lines, places, starts }: NumberedLines,
  keys: Uint32Array,
  heads: Uint32Array,
  entries: readonly number[],
): KeyedLists {
  const keyless = entries.filter((entry) => starts[entry] === starts[entry + 1]);
  const keyed = entries.filter((entry) => starts[entry] !== starts[entry + 1]);
  const keyOf = (entry: number) => lineAt(places[keys[entry]!]!);
  const counts = new Uint32Array(lines.length);
  for (const entry of keyed) counts[keyOf(entry)]!++;
  const from = new Int32Array(lines.length);
  let end = 1;
  counts.forEach((count, line) => {
    if (count === 0) return;
    from[line] = end;
    end += count * keyedWidth + 1;
  });
  const all = new Int32Array(end).fill(none);
  const next = from.slice();
  for (const entry of keyed) {
    const k = next[keyOf(entry)]!;
    next[keyOf(entry)] = k + keyedWidth;
    write(entry, k);
  }
  return { all, from, keyless };

  function write(entry: number, k: number): void {
    const [first, key, end] = [starts[entry]!, keys[entry]!, starts[entry + 1]!];
    let from = key;
    while (from > first && !isAfterGap(places[from]!)) from--;
    const isAtBeginning = !isAfterGap(places[first]!);
    all[k] = entry;
    all[k + itsHead] = heads[entry]!;
    if (isAtBeginning) all[k + itsInnermost] = lineAt(places[first]!);
    if (isAtBeginning && from === first) all[k + itsPosition] = key - first;
    if (from < key) all[k + itsBefore] = lineAt(places[key - 1]!);
    if (key + 1 < end && !isAfterGap(places[key + 1]!)) all[k + itsAfter] = lineAt(places[key + 1]!);
  }
}
