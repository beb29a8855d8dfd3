import type { Letter } from './alphabet.js';
import { lineAt, type NumberedLines } from './lines.js';

/** Entries by one line of each, its key: an entry fits no stack of which no frame matches that. */
export interface Keys {
  /** By the number of the line; undefined where it is the key of none. */
  readonly entries: readonly (readonly number[] | undefined)[];
  /** By entry: which of its places has the key. */
  readonly at: Uint32Array;
  /** Entries without lines. */
  readonly keyless: readonly number[];
}

/**
 * The key of an entry is the line that matches the fewest frames of a sample, or of those the line that the fewest entries
 * have: a set is made of what logs show, so that frames which few entries ask for are few there as well.
 *
 * @param sample letters of some frames
 */
export function keysOf({ lines, entries }: NumberedLines, sample: readonly Letter[]): Keys {
  /** Of each line: how many frames it meets, times more than all entries, and how many entries have it. */
  const costs = new Float64Array(lines.length);
  const frame = entries.length + 1;
  for (const letter of sample)
    for (const part of letter.parts) for (const line of part.lines) costs[line]! += frame;
  for (const places of entries) for (const place of places) costs[lineAt(place)]! += 1;
  const keyed = new Array<number[] | undefined>(lines.length).fill(undefined);
  const at = new Uint32Array(entries.length);
  const keyless: number[] = [];
  for (let entry = 0; entry < entries.length; entry++) {
    const places = entries[entry]!;
    if (places.length === 0) {
      keyless.push(entry);
      continue;
    }
    let key = 0;
    let least = Infinity;
    for (let k = 0; k < places.length; k++) {
      const cost = costs[lineAt(places[k]!)]!;
      if (cost >= least) continue;
      least = cost;
      key = k;
    }
    at[entry] = key;
    const line = lineAt(places[key]!);
    const known = keyed[line];
    if (known) known.push(entry);
    else keyed[line] = [entry];
  }
  return { entries: keyed, at, keyless };
}
