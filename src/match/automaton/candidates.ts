import type { Frame } from '../../finding/finding.js';
import { mayMatchBelowMain } from '../below-main.js';
import type { HeadAnswers, Heads } from '../heads.js';
import { surely, unreached } from '../laying.js';
import type { Stack } from '../stack.js';
import { aroundKey } from './around-key.js';
import { glance } from './glance.js';
import { keyedLists, keyedWidth, none, type KeyedLists } from './keyed-lists.js';
import { keysOf } from './keys.js';
import type { NumberedLines } from './lines.js';
import type { LinesBelow } from './lines-below.js';
import type { MatchingLines } from './matching-lines.js';
import { pointsOfFrames, type StackPoints } from './points-of-frames.js';

/** The entries that may fit stacks: those whose key some frame matches, laid one by one. */
export interface Candidates {
  /** Says what stacks are meant. */
  readonly over: (stacks: readonly Stack[]) => void;
  /**
   * Tells the entries of a kind that fit one of the stacks, or may, each at least once as surely as it does; those not asked
   * for by heads may be left out. The answer is false where too many may: then some have been told.
   */
  readonly lay: (
    kind: string,
    at: number,
    heads: HeadAnswers,
    fits: (entry: number, how: number) => void,
  ) => boolean;
}

/** What is known of the set. */
interface Given {
  /** See entriesByKind. */
  readonly byKind: ReadonlyMap<string, readonly number[]>;
  readonly numbered: NumberedLines;
  readonly heads: Heads;
  readonly matching: MatchingLines;
  readonly below: LinesBelow;
  /** Some frames of the stacks. */
  readonly sample: readonly Frame[];
}

/** @param bounds about how many numbers are remembered of frames; how many `few` candidates of a stack are, and lines of a frame */
export function candidatesOf(
  { byKind, numbered, heads, matching, below, sample }: Given,
  { letters, few }: { readonly letters: number; readonly few: number },
): Candidates {
  const keys = keysOf(numbered, matching, sample);
  const lists = new Map(
    [...byKind].map(([kind, entries]): [string, OfKind] => [
      kind,
      { lists: keyedLists(numbered, keys, heads.numbers, entries), keysBelow: undefined },
    ]),
  );
  const pointsOf = pointsOfFrames(matching, letters, few);
  const around = aroundKey(numbered, keys, below);
  const { starts } = numbered;
  const [seen, seenBelow] = [new Int32Array(2 * few), new Int32Array(few)];
  let stacks: readonly Stack[] = [];
  let points: StackPoints;
  return {
    over(given) {
      stacks = given;
      points = pointsOf(stacks);
    },
    lay(kind, at, answers, fits) {
      const { frames, hidden } = stacks[at]!;
      const own = lists.get(kind)!;
      if (points.isWide[at] === 1) return false;
      if (hidden > 0) below.of(frames, points.isInlined[at] === 1);
      const countBelow = hidden > 0 ? findBelow(own) : 0;
      if (countBelow < 0) return false;
      const count = glance(points, at, hidden > 0, own.lists, answers.known, seen, few * looks);
      if (count < 0) return false;
      for (const entry of own.lists.keyless) fits(entry, surely);
      around.over(points, at, hidden, few * steps);
      for (let k = 0; k < count; k += 2) if (!layAround(seen[k]!, seen[k + 1]!, answers, fits)) return false;
      for (let k = 0; k < countBelow; k++) {
        const entry = seenBelow[k]!;
        const most = Math.min(hidden, starts[entry + 1]! - starts[entry]!);
        for (let frame = 0; frame < most; frame++)
          if (!layAround(entry, frames.length + frame, answers, fits)) return false;
      }
      return true;
    },
  };

  function layAround(
    entry: number,
    at: number,
    answers: HeadAnswers,
    fits: (entry: number, how: number) => void,
  ): boolean {
    if (answers.of(heads.numbers[entry]!) === unreached) return true;
    const how = around.lay(entry, at);
    if (how > unreached) fits(entry, how);
    return how >= unreached;
  }

  /** Those whose key may be one of the frames that are not shown. @returns how many; below 0 where they are too many */
  function findBelow(own: OfKind): number {
    own.keysBelow ??= keysBelowMain(numbered, own.lists);
    const { from, all } = own.lists;
    let count = 0;
    for (const line of own.keysBelow) {
      if (!below.mayMatch(line)) continue;
      for (let k = from[line]!; all[k]! !== none; k += keyedWidth) {
        if (count === few) return -1;
        seenBelow[count++] = all[k]!;
      }
    }
    return count;
  }
}

/** So many entries are looked at for each one that may be laid, and so many steps taken. */
const looks = 16;
const steps = 64;

interface OfKind {
  readonly lists: KeyedLists;
  /** Lines that are keys and may match below main of some program; undefined until they are asked for. */
  keysBelow: readonly number[] | undefined;
}

function keysBelowMain({ lines }: NumberedLines, { from }: KeyedLists): readonly number[] {
  return [...lines.keys()].filter((number) => {
    const line = lines[number]!;
    return from[number] !== 0 && (line.type === 'src' || mayMatchBelowMain(line, undefined));
  });
}
