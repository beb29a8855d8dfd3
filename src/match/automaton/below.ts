import { mayMatchBelowMain } from '../below-main.js';
import { isAfterGap, lineAt, type NumberedLines } from './lines.js';
import type { LinesBelow } from './lines-below.js';
import { ends, noEntry, noNode, type Tree } from './tree.js';

/**
 * Goes on from a node over so many frames below main, that are not shown, of the stack that `below` is for. Tells the entries
 * that may go on to their end: of those that may skip frames behind the node, or of the others.
 */
export type BelowMain = (
  node: number,
  skipping: boolean,
  hidden: number,
  found: (entry: number) => void,
) => void;

export function belowMainOf({ lines }: NumberedLines, tree: Tree, below: LinesBelow): BelowMain {
  const isPossible = lines.map((line) => line.type === 'src' || mayMatchBelowMain(line, undefined));
  const isAny = isPossible.includes(true);
  /** Of nodes, those behind them whose line may match below main of some program. */
  const possible = new Map<number, readonly number[]>();

  return (node, skipping, hidden, found) => {
    if (isAny) goOn(node, hidden, skipping, found);
  };

  /** The frames are alike, so as many as lines will do, and more do no more. */
  function goOn(
    node: number,
    hidden: number,
    skipping: boolean | undefined,
    found: (entry: number) => void,
  ): void {
    for (const each of possibleBehind(node)) {
      const place = tree.placeOf(each);
      if (skipping !== undefined && isAfterGap(place) !== skipping) continue;
      if (!below.mayMatch(lineAt(place))) continue;
      if ((tree.reach(each) & ends) !== 0)
        for (let entry = tree.firstEnded(each); entry !== noEntry; entry = tree.nextEnded(entry))
          found(entry);
      if (hidden > 1) goOn(each, hidden - 1, undefined, found);
    }
  }

  function possibleBehind(node: number): readonly number[] {
    const known = possible.get(node);
    if (known) return known;
    const some: number[] = [];
    for (let each = tree.firstBehind(node); each !== noNode; each = tree.nextBehind(each))
      if (isPossible[lineAt(tree.placeOf(each))]) some.push(each);
    possible.set(node, some);
    return some;
  }
}
