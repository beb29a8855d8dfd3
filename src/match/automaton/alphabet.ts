import { point } from './points.js';

/** What a frame is to the automaton: the lines that match it. Frames that the same lines match are one letter. */
export interface Letter {
  /** Unlike that of any other letter, of another alphabet too. */
  readonly number: number;
  /** No line is in two of them. */
  readonly parts: readonly Part[];
  /** How many lines these are. */
  readonly width: number;
  /** See PointsOfFrames; 0 until it is asked for. */
  place: number;
}

/** Lines that match as surely, by their numbers, ascending. */
export interface Part {
  readonly how: number;
  readonly lines: readonly number[];
  /** The points (points.ts) that they lead to from a `...` at the very beginning; undefined until it is asked for. */
  fromStart: readonly number[] | undefined;
}

/** Makes letters, equal ones once. */
export interface Alphabet {
  /** Of a frame that no line matches. */
  readonly none: Letter;
  /** @param lines that match as surely, in any order */
  readonly letter: (how: number, lines: readonly number[]) => Letter;
  /** Of frames that the lines of both letters match; they have none in common. */
  readonly joined: (one: Letter, other: Letter) => Letter;
  /** About how many numbers all of them hold. */
  readonly size: () => number;
}

interface Joinable extends Letter {
  /** By the number of the other letter. */
  joined: Map<number, Joinable> | undefined;
}

/** What a small object costs that is remembered, in numbers. */
export const overhead = 16;

export function createAlphabet(nextNumber: () => number): Alphabet {
  const letters = new Map<string, Joinable>();
  const ofOne = new Map<number, Joinable>(); // by their only line, which most have
  let size = 0;
  const none = make([]);
  return {
    none,
    letter(how, lines) {
      if (lines.length === 0) return none;
      if (lines.length === 1) return known(ofOne, point(lines[0]!, how), how, lines);
      const sorted = [...lines].sort((a, b) => a - b);
      return known(letters, `${how}:${sorted.join()}`, how, sorted);
    },
    joined(one, other) {
      if (one === none) return other;
      if (other === none) return one;
      const joined = ((one as Joinable).joined ??= new Map<number, Joinable>());
      let letter = joined.get(other.number);
      if (!letter) joined.set(other.number, (letter = make([...one.parts, ...other.parts])));
      return letter;
    },
    size: () => size,
  };

  function known<K>(some: Map<K, Joinable>, key: K, how: number, lines: readonly number[]): Joinable {
    let letter = some.get(key);
    if (!letter) some.set(key, (letter = make([{ how, lines, fromStart: undefined }])));
    return letter;
  }

  function make(parts: readonly Part[]): Joinable {
    const width = parts.reduce((sum, { lines }) => sum + lines.length, 0);
    size += overhead + 2 * width;
    return { number: nextNumber(), parts, width, place: 0, joined: undefined };
  }
}
