import type { FramePattern } from '../../suppression/suppression.js';
import { programFile } from '../below-main.js';
import { possibly, surely } from '../laying.js';
import type { Stack } from '../stack.js';
import { belowMainOf } from './below.js';
import { lettersOf } from './letters.js';
import { numberLines } from './lines.js';
import { fewPoints } from './few-points.js';
import { howAt, nodeAt } from './points.js';
import { statesOf, type Reached } from './states.js';
import { treeOf } from './tree.js';

/** An entry that fits the stacks of a finding, or may fit them. */
export interface Fit {
  /** Its place in the set. */
  readonly entry: number;
  readonly isSure: boolean;
}

/** How much an automaton remembers, about the count of numbers; see lettersOf and statesOf. */
export interface Bounds {
  readonly letters: number;
  readonly states: number;
  /** Up to how many points and lines are followed by themselves; see fewPoints. */
  readonly few: number;
}

const defaultBounds: Bounds = { letters: 1 << 22, states: 1 << 22, few: 16 };

/**
 * Lays the location lines of many entries over stacks at once: the same answers as `overlay` for each entry and `consensus`
 * over the stacks, without those that are no.
 *
 * All entries are one automaton that reads frames. Its states are made as they are met and remembered, as RE2 does, within
 * bounds; answers do not depend on what is remembered. While only few entries are on their way, which is nearly always
 * so where a log tells names and objects, they are followed without any states: that takes less than to look one up.
 *
 * @returns for the stacks of one finding, the entries in the order of the set
 */
export function automatonOf(
  set: readonly (readonly FramePattern[])[],
  bounds: Bounds = defaultBounds,
): (stacks: readonly Stack[]) => readonly Fit[] {
  const numbered = numberLines(set);
  const tree = treeOf(numbered.entries);
  const letters = lettersOf(numbered.lines, bounds.letters);
  const states = statesOf(tree, bounds.states);
  const belowMain = belowMainOf(numbered, tree);
  const few = fewPoints(tree, numbered, states.fromStart, bounds.few);

  /** Of each entry: the stack that it last fitted, how surely, and how many stacks of the finding it surely fitted. */
  const lastFitted = new Uint32Array(set.length);
  const howFitted = new Uint8Array(set.length);
  const sureStacks = new Uint32Array(set.length);
  /** Of each node: the same, twice the stack, and one more if surely. */
  const lastEnded = new Uint32Array(tree.from.length);
  let stacksSeen = 0;
  let stacksBefore = 0;
  let fitting: number[] = [];

  return (stacks) => {
    stacksBefore = stacksSeen;
    fitting = [];
    for (const stack of stacks) {
      stacksSeen++;
      lay(stack);
    }
    return fitting
      .sort((a, b) => a - b)
      .map((entry) => ({ entry, isSure: sureStacks[entry] === stacks.length }));
  };

  function lay({ frames, hidden }: Stack): void {
    ended(states.start.now[0]!);
    let inlinedBefore = false;
    let at = 0;
    few.begin();
    for (; at < frames.length && few.isActive(); at++) {
      const frame = frames[at]!;
      const letter = letters.of(frame, inlinedBefore || frame.inlined === true);
      if (!few.over(letter, ended)) break;
      inlinedBefore ||= frame.inlined === true;
    }
    let reached: Reached = few.reached();
    if (at < frames.length && few.isActive()) {
      let state = states.of(reached);
      for (; at < frames.length; at++) {
        inlinedBefore ||= frames[at]!.inlined === true;
        const { to, ends } = states.step(state, letters.of(frames[at]!, inlinedBefore));
        for (const end of ends) ended(end);
        state = to;
      }
      reached = state;
    }
    if (hidden > 0)
      belowMain(reached, { hidden, program: programFile(frames), inlinedBefore }, (entry) =>
        fits(entry, possibly),
      );
  }

  /** A point was reached that may be the end of entries. */
  function ended(end: number): void {
    const node = nodeAt(end);
    const met = stacksSeen * 2 + (end & 1);
    if (lastEnded[node]! >= met) return;
    lastEnded[node] = met;
    for (let at = tree.from[node]!; at < tree.ended[node]!; at++) fits(tree.entries[at]!, howAt(end));
  }

  function fits(entry: number, how: number): void {
    const last = lastFitted[entry]!;
    if (last <= stacksBefore) {
      fitting.push(entry);
      sureStacks[entry] = 0;
    }
    if (last === stacksSeen && howFitted[entry]! >= how) return;
    lastFitted[entry] = stacksSeen;
    howFitted[entry] = how;
    if (how === surely) sureStacks[entry]!++;
  }
}
