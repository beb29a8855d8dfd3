import type { FramePattern } from '../../suppression/suppression.js';
import type { FrameLine } from '../laying.js';

/** The location lines of many entries, equal ones as one number. */
export interface NumberedLines {
  /** By number. */
  readonly lines: readonly FrameLine[];
  /** The places of the lines of all entries, without `...` that mean nothing: one entry after the other. */
  readonly places: Int32Array;
  /** Of each entry: where its places begin; and behind the last entry, where they end. */
  readonly starts: Uint32Array;
}

/** A line in an entry: the number of the line, and whether frames may be skipped before it. */
export function placeOf(line: number, isAfterGap: boolean): number {
  return (line << 1) | (isAfterGap ? 1 : 0);
}

export function lineAt(place: number): number {
  return place >> 1;
}

export function isAfterGap(place: number): boolean {
  return (place & 1) === 1;
}

export function numberLines(entries: readonly (readonly FramePattern[])[]): NumberedLines {
  const lines: FrameLine[] = [];
  const known = { fun: new Map<string, number>(), obj: new Map<string, number>() };
  const sources = new Map<string, Map<number, number>>();
  const met = new Map<FrameLine, number>();
  const places = new Int32Array(entries.reduce((sum, { length }) => sum + length, 0));
  const starts = new Uint32Array(entries.length + 1);
  let count = 0;
  for (let entry = 0; entry < entries.length; entry++) {
    let gap = false; // one of the `...` in a row counts, and none at the end
    for (const line of entries[entry]!) {
      if (line.type !== '...') places[count++] = placeOf(numberOf(line), gap);
      gap = line.type === '...';
    }
    starts[entry + 1] = count;
  }
  return { lines, places: places.subarray(0, count), starts };

  /** Most lines of a file that say the same are one object, which is found sooner than what they say. */
  function numberOf(line: FrameLine): number {
    let number = met.get(line);
    if (number === undefined) met.set(line, (number = numberOfText(line)));
    return number;
  }

  function numberOfText(line: FrameLine): number {
    if (line.type !== 'src') return numberIn(known[line.type], line.pattern, line);
    let ofFile = sources.get(line.file);
    if (!ofFile) sources.set(line.file, (ofFile = new Map()));
    return numberIn(ofFile, line.line, line);
  }

  function numberIn<K>(numbers: Map<K, number>, key: K, line: FrameLine): number {
    const old = numbers.get(key);
    if (old !== undefined) return old;
    numbers.set(key, lines.length);
    return lines.push(line) - 1;
  }
}
