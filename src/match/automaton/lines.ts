import type { FramePattern } from '../../suppression/suppression.js';
import type { FrameLine } from '../laying.js';

/** The location lines of many entries, equal ones as one number. */
export interface NumberedLines {
  /** By number. */
  readonly lines: readonly FrameLine[];
  /** What each entry says: the places of its lines, without `...` that mean nothing. */
  readonly entries: readonly (readonly number[])[];
}

/** A line in an entry: the number of the line, and whether frames may be skipped before it. */
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
  return { lines, entries: entries.map(placesOf) };

  function placesOf(frames: readonly FramePattern[]): readonly number[] {
    const places: number[] = [];
    let gap = 0;
    for (const line of frames) {
      if (line.type === '...') gap = 1;
      else {
        places.push((numberOf(line) << 1) | gap);
        gap = 0;
      }
    }
    return places; // one of the `...` in a row counts, and none at the end
  }

  function numberOf(line: FrameLine): number {
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
