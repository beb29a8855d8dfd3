import type { Letter } from './alphabet.js';
import { lineAt, type NumberedLines } from './lines.js';

/** Entries by one line of each, its key: an entry fits no stack of which no frame matches that. */
export interface Keys {
  /** By the number of the line; undefined where it is the key of none. */
  readonly entries: readonly (readonly number[] | undefined)[];
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
  const [met, uses] = [new Uint32Array(lines.length), new Uint32Array(lines.length)];
  for (const { parts } of sample) for (const part of parts) for (const line of part.lines) met[line]!++;
  for (const places of entries) for (const place of places) uses[lineAt(place)]!++;
  const cost = (line: number) => met[line]! * (entries.length + 1) + uses[line]!;
  const keyed = new Array<number[] | undefined>(lines.length).fill(undefined);
  const keyless: number[] = [];
  entries.forEach((places, entry) => {
    if (places.length === 0) return keyless.push(entry);
    let key = lineAt(places[0]!);
    for (const place of places) if (cost(lineAt(place)) < cost(key)) key = lineAt(place);
    return (keyed[key] ??= []).push(entry);
  });
  return { entries: keyed, keyless };
}
