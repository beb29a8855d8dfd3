import { mayMatchBelowMain } from '../below-main.js';
import { possibly, surely, unreached } from '../laying.js';
import type { Letter } from './alphabet.js';
import type { Keys } from './keys.js';
import { isAfterGap, lineAt, type NumberedLines } from './lines.js';
import { pointsOfLetters } from './points-of-letters.js';

/**
 * The entries that may fit one stack, those whose key some frame matches, and which frames the lines match: a bit for each
 * frame, the first one the lowest.
 */
export interface Candidates {
  /** Before the first frame of a stack. @returns false where there are too many, as the others do */
  readonly begin: () => boolean;
  readonly add: (letter: Letter, at: number) => boolean;
  /** For a stack that frames below main may follow. */
  readonly addBelowMain: () => boolean;
  /** Those added since the beginning, each once; the list is used again. */
  readonly found: () => readonly number[];
  /** Does some frame match each line of an entry? */
  readonly isMet: (entry: number, areHidden: boolean) => boolean;
  /**
   * How surely an entry fits the stack, which has no more than `mostPositions` frames.
   *
   * @param below bits of the frames below main
   */
  readonly lay: (entry: number, below: number) => number;
}

/** The bits of a number, but for one that says that all frames have been gone over. */
export const mostPositions = 31;

/**
 * @param isBelow may the frames below main of this stack match the line?
 * @param bounds how many lines of letters are remembered; `few` candidates of a stack, and lines that match a frame, at most
 */
export function candidatesOf(
  { lines, entries }: NumberedLines,
  keys: Keys,
  isBelow: (line: number) => boolean,
  bounds: { readonly letters: number; readonly few: number },
): Candidates {
  const most = bounds.few;
  /** Of each line next to each other: the stack that met it last, the frames that it may match, and surely, and
   *  where the entries begin of which it is the key. */
  const rows = new Int32Array(lines.length * width);
  const keyed = [none];
  keys.entries.forEach((some, line) => {
    if (some === undefined) return;
    rows[line * width + 3] = keyed.length;
    for (const entry of some) keyed.push(entry);
    keyed.push(none);
  });
  const points = pointsOfLetters(bounds.letters);
  // All places one after the other, for thousands of lists next to each other are read sooner.
  const starts = new Uint32Array(entries.length + 1);
  entries.forEach(({ length }, entry) => (starts[entry + 1] = starts[entry]! + length));
  const places = new Int32Array(starts[entries.length]!);
  entries.forEach((some, entry) => {
    places.set(some, starts[entry]);
  });
  let below: readonly number[] | undefined;
  let stack = 0;
  const found: number[] = [];
  return {
    begin() {
      stack++;
      found.length = 0;
      if (keys.keyless.length > most) return false;
      for (const entry of keys.keyless) found.push(entry);
      return true;
    },
    add(letter, at) {
      if (letter.width > most) return false;
      const first = points.at(letter) + 1;
      const all = points.all();
      const end = first + all[first - 1]!;
      for (let k = first; k < end; k++) {
        const each = all[k]!;
        const row = (each >> 1) * width;
        if (rows[row] !== stack) {
          rows[row] = stack;
          rows[row + 1] = rows[row + 2] = 0;
          if (!addKeyed(row)) return false;
        }
        rows[row + 1]! |= 1 << at;
        rows[row + 2]! |= (each & 1) << at;
      }
      return true;
    },
    addBelowMain() {
      below ??= keysBelowMain();
      return below.every((line) => rows[line * width] === stack || addKeyed(line * width));
    },
    found: () => found,
    isMet(entry, areHidden) {
      for (const place of entries[entry]!) {
        const line = lineAt(place);
        if (rows[line * width] !== stack && !(areHidden && isBelow(line))) return false;
      }
      return true;
    },
    lay(entry, hidden) {
      // The frames that the next line may stand for, all at once.
      let [sure, possible] = [1, 1];
      for (let at = starts[entry]!; at < starts[entry + 1]!; at++) {
        const place = places[at]!;
        const line = lineAt(place);
        const row = line * width;
        const isMet = rows[row] === stack;
        if (!isMet && hidden === 0) return unreached;
        if (isAfterGap(place)) {
          sure |= -sure; // and all behind the first one
          possible |= -possible;
        }
        let there = isMet ? rows[row + 1]! : 0;
        if ((possible & hidden) !== 0 && isBelow(line)) there |= hidden;
        possible = (possible & there) << 1;
        if (possible === 0) return unreached;
        sure = isMet ? (sure & rows[row + 2]!) << 1 : 0;
      }
      return sure === 0 ? possibly : surely;
    },
  };

  function addKeyed(row: number): boolean {
    for (let at = rows[row + 3]!; keyed[at]! !== none; at++) {
      if (found.length >= most) return false;
      found.push(keyed[at]!);
    }
    return true;
  }

  function keysBelowMain(): readonly number[] {
    return [...lines.keys()].filter((number) => {
      const line = lines[number]!;
      return keys.entries[number] && (line.type === 'src' || mayMatchBelowMain(line, undefined));
    });
  }
}

const width = 4;
const none = -1;

/** That many bits, from the lowest on. */
export function bitsOf(count: number): number {
  return count >= 32 ? -1 : (1 << count) - 1;
}
