import { programFile } from '../below-main.js';
import { possibly } from '../laying.js';
import type { Stack } from '../stack.js';
import { belowMainOf } from './below.js';
import type { Letters } from './letters.js';
import type { NumberedLines } from './lines.js';
import { howAt, nodeAt } from './points.js';
import { statesOf } from './states.js';
import { treeOf } from './tree.js';

/** Tells the entries that fit a stack, or may, each at least once as surely as it does. */
export type LaysAll = (stack: Stack, fits: (entry: number, how: number) => void) => void;

/** Lays all entries as one automaton that reads frames. @param bound see statesOf */
export function allAtOnce(numbered: NumberedLines, letters: Letters, bound: number): LaysAll {
  const tree = treeOf(numbered.entries);
  const states = statesOf(tree, bound);
  const belowMain = belowMainOf(numbered, tree);
  /** Of each node: the stack by which it was last reached as an end, twice, and one more if surely. */
  const lastEnded = new Uint32Array(tree.from.length);
  let stacks = 0;

  return ({ frames, hidden }, fits) => {
    stacks++;
    let state = states.start;
    ended(state.now[0]!);
    let inlinedBefore = false;
    for (const frame of frames) {
      inlinedBefore ||= frame.inlined === true;
      const { to, ends } = states.step(state, letters.of(frame, inlinedBefore));
      for (const end of ends) ended(end);
      state = to;
    }
    if (hidden > 0)
      belowMain(state, { hidden, program: programFile(frames), inlinedBefore }, (entry) => {
        fits(entry, possibly);
      });

    /** A point was reached that may be the end of entries. */
    function ended(end: number): void {
      const node = nodeAt(end);
      const met = stacks * 2 + (end & 1);
      if (lastEnded[node]! >= met) return;
      lastEnded[node] = met;
      for (let at = tree.from[node]!; at < tree.ended[node]!; at++) fits(tree.entries[at]!, howAt(end));
    }
  };
}
