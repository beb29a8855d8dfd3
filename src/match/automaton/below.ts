import { mayMatchBelowMain } from '../below-main.js';
import { isAfterGap, lineAt, type NumberedLines } from './lines.js';
import { nodeAt } from './points.js';
import type { Reached } from './states.js';
import type { Tree } from './tree.js';

/** An entry of which only lines are left that frames below main may match. */
interface Rest {
  readonly entry: number;
  /** The first line that is left. */
  readonly from: number;
}

/** What is known of the frames that are not shown. */
export interface Hidden {
  /** See Stack. */
  readonly hidden: number;
  /** See programFile. */
  readonly program: string | undefined;
  /** See src.ts. */
  readonly inlinedBefore: boolean;
}

/** The entries that may go on over the frames below main to their end, once for each way. */
export type BelowMain = (reached: Reached, hidden: Hidden, found: (entry: number) => void) => void;

export function belowMainOf({ lines, entries }: NumberedLines, tree: Tree): BelowMain {
  const possible = lines.map((line) => line.type === 'src' || mayMatchBelowMain(line, undefined));
  const starts = entries.map((places) => places.findLastIndex((place) => !possible[lineAt(place)]) + 1);
  const isAny = entries.some((places, entry) => starts[entry]! < places.length);
  const [next, later] = [restsBehind(false), restsBehind(true)];
  let asked = { program: undefined as string | undefined, answers: new Map<number, boolean>() };

  return ({ now, open }, hidden, found) => {
    if (!isAny) return;
    const look = (rests: readonly Rest[]) => {
      for (const { entry, from } of rests) if (goesOn(entries[entry]!, from, hidden)) found(entry);
    };
    look(later(tree.root));
    for (const point of now) look(next(nodeAt(point)));
    for (const point of open) look(later(nodeAt(point)));
  };

  /** The frames are alike, so as many as lines will do, and more do no more. */
  function goesOn(
    places: readonly number[],
    from: number,
    { hidden, program, inlinedBefore }: Hidden,
  ): boolean {
    if (places.length - from > hidden) return false;
    for (let at = from; at < places.length; at++)
      if (!mayMatch(lineAt(places[at]!), program, inlinedBefore)) return false;
    return true;
  }

  function mayMatch(number: number, program: string | undefined, inlinedBefore: boolean): boolean {
    const line = lines[number]!;
    if (inlinedBefore && line.type === 'src') return true;
    if (asked.program !== program) asked = { program, answers: new Map() };
    let answer = asked.answers.get(number);
    if (answer === undefined) asked.answers.set(number, (answer = mayMatchBelowMain(line, program)));
    return answer;
  }

  /** By node, where it has been asked for. */
  function restsBehind(gap: boolean): (node: number) => readonly Rest[] {
    const known = new Map<number, readonly Rest[]>();
    return (number) => {
      let rests = known.get(number);
      if (!rests) known.set(number, (rests = restsOf(number, gap)));
      return rests;
    };
  }

  function restsOf(number: number, gap: boolean): readonly Rest[] {
    const depth = tree.depth[number]!;
    return [...tree.entries.subarray(tree.from[number], tree.to[number])]
      .filter((entry) => {
        const place = entries[entry]![depth];
        return place !== undefined && isAfterGap(place) === gap && starts[entry]! <= depth;
      })
      .map((entry) => ({ entry, from: depth }));
  }
}
