import { possibly } from '../laying.js';
import type { Stack } from '../stack.js';
import { belowMainOf } from './below.js';
import type { LetterOf } from './letters.js';
import type { NumberedLines } from './lines.js';
import type { LinesBelow } from './lines-below.js';
import { howAt, nodeAt } from './points.js';
import { statesOf } from './states.js';
import { noEntry, treeOf } from './tree.js';

/** Tells the entries of a kind that fit a stack, or may, each at least once as surely as it does. */
export type LaysAll = (kind: string, stack: Stack, fits: (entry: number, how: number) => void) => void;

/** Lays all entries as one automaton that reads frames. @param byKind see entriesByKind @param bound see statesOf */
export function allAtOnce(
  byKind: ReadonlyMap<string, readonly number[]>,
  numbered: NumberedLines,
  letterOf: LetterOf,
  below: LinesBelow,
  bound: number,
): LaysAll {
  const tree = treeOf(numbered, byKind.size);
  const roots = new Map([...byKind].map(([kind, entries]) => [kind, tree.rootOf(entries)]));
  const states = statesOf(tree, bound);
  const belowMain = belowMainOf(numbered, tree, below);
  /** Of each node: the stack by which it was last reached as an end, twice, and one more if surely. */
  const lastEnded = new Uint32Array(tree.most);
  let stacks = 0;

  return (kind, { frames, hidden }, fits) => {
    stacks++;
    const root = roots.get(kind)!;
    let state = states.start(root);
    tellEnded(root, 2);
    let inlinedBefore = false;
    for (const frame of frames) {
      inlinedBefore ||= frame.inlined === true;
      const { to, ends } = states.step(state, letterOf(frame, inlinedBefore));
      for (const end of ends) {
        const met = stacks * 2 + (end & 1);
        if (lastEnded[nodeAt(end)]! >= met) continue;
        lastEnded[nodeAt(end)] = met;
        tellEnded(nodeAt(end), howAt(end));
      }
      state = to;
    }
    if (hidden === 0) return;
    below.of(frames, inlinedBefore);
    const found = (entry: number) => {
      fits(entry, possibly);
    };
    for (const each of state.now) belowMain(nodeAt(each), false, hidden, found);
    for (const each of state.open) belowMain(nodeAt(each), true, hidden, found);

    function tellEnded(node: number, how: number): void {
      for (let entry = tree.firstEnded(node); entry !== noEntry; entry = tree.nextEnded(entry))
        fits(entry, how);
    }
  };
}
