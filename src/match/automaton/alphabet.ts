import { howAt, nodeAt } from './points.js';
import { possibly, surely } from '../laying.js';

/** What a frame is to the automaton: the lines that match it. Frames that the same lines match are one letter. */
export interface Letter {
  /** Unlike that of any other letter, of another alphabet too. */
  readonly number: number;
  /** No line is in two of them. */
  readonly parts: readonly Part[];
}

/** Lines that match as surely, by their numbers, ascending. */
export interface Part {
  readonly how: number;
  readonly lines: readonly number[];
}

/** Makes letters, equal ones once. */
export interface Alphabet {
  /** @param points see MatchingLines */
  readonly letter: (points: readonly number[]) => Letter;
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
  let size = 0;
  const none = make([]);
  return {
    letter(points) {
      if (points.length === 0) return none;
      const sorted = [...points].sort((a, b) => a - b);
      const key = sorted.join();
      let letter = letters.get(key);
      if (!letter) letters.set(key, (letter = make(partsOf(sorted))));
      return letter;
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

  function make(parts: readonly Part[]): Joinable {
    size += overhead + 2 * parts.reduce((sum, { lines }) => sum + lines.length, 0);
    return { number: nextNumber(), parts, joined: undefined };
  }
}

function partsOf(points: readonly number[]): Part[] {
  return [surely, possibly]
    .map((how) => ({ how, lines: points.filter((each) => howAt(each) === how).map(nodeAt) }))
    .filter(({ lines }) => lines.length > 0);
}
