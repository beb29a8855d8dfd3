import type { Frame } from '../../finding/finding.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { programFile } from '../below-main.js';
import { failsAtOnce } from '../fails-at-once.js';
import { possibly, surely, unreached } from '../laying.js';
import { overlay } from '../overlay.js';
import type { Stack } from '../stack.js';
import { allAtOnce, type LaysAll } from './all-at-once.js';
import { bitsOf, candidatesOf, mostPositions } from './candidates.js';
import { keysOf } from './keys.js';
import { lettersOf } from './letters.js';
import { numberLines } from './lines.js';
import { linesBelow } from './lines-below.js';

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
  /** Up to how many candidates of a stack are laid over it one by one; see candidatesOf. Below 0 none are looked for. */
  readonly few: number;
}

const defaultBounds: Bounds = { letters: 1 << 22, states: 1 << 22, few: 256 };

/**
 * Lays the location lines of many entries over stacks at once: the same answers as `overlay` for each entry and `consensus`
 * over the stacks, without those that are no.
 *
 * Where only few entries may fit a stack, which is nearly always so where a log tells names and objects, they are laid over
 * it one by one. Else all entries are one automaton that reads frames. Its states are made as they are met and remembered, as
 * RE2 does, within bounds; answers do not depend on what is remembered.
 *
 * @param sample some frames of the stacks
 * @returns for the stacks of one finding, the entries in the order of the set, of those that are asked for
 */
export function automatonOf(
  set: readonly (readonly FramePattern[])[],
  sample: readonly Frame[] = [],
  bounds: Bounds = defaultBounds,
): (stacks: readonly Stack[], isAsked?: (entry: number) => boolean) => readonly Fit[] {
  const numbered = numberLines(set);
  const letters = lettersOf(numbered.lines, bounds.letters);
  const below = linesBelow(numbered.lines);
  const keys = keysOf(
    numbered,
    sample.map((frame) => letters.of(frame, false)),
  );
  const candidates = candidatesOf(numbered, keys, below.mayMatch, bounds);
  let all: LaysAll | undefined;

  /** Of each entry: the stack that it last fitted, how surely, and how many stacks of the finding it surely fitted. */
  const lastFitted = new Uint32Array(set.length);
  const howFitted = new Uint8Array(set.length);
  const sureStacks = new Uint32Array(set.length);
  let stacksSeen = 0;
  let stacksBefore = 0;
  let fitting: number[] = [];

  return (stacks, isAsked = () => true) => {
    stacksBefore = stacksSeen;
    fitting = [];
    for (const stack of stacks) {
      stacksSeen++;
      lay(stack, isAsked);
    }
    if (fitting.length === 0) return none;
    if (fitting.length > 1) fitting.sort((a, b) => a - b);
    return fitting.map((entry) => ({ entry, isSure: sureStacks[entry] === stacks.length }));
  };

  function lay(stack: Stack, isAsked: (entry: number) => boolean): void {
    const few = fewCandidates(stack);
    if (few === undefined) {
      all ??= allAtOnce(numbered, letters, bounds.states);
      all(stack, (entry, how) => {
        if (isAsked(entry)) fits(entry, how);
      });
      return;
    }
    const { frames, hidden } = stack;
    const hiddenBits = bitsOf(Math.min(hidden, mostPositions)) << frames.length;
    for (const entry of few) {
      const isDeep = frames.length + Math.min(hidden, numbered.entries[entry]!.length) > mostPositions;
      if (isDeep && !candidates.isMet(entry, hidden > 0)) continue;
      const how = isDeep ? alone(set[entry]!, stack) : candidates.lay(entry, hiddenBits);
      if (how !== unreached && isAsked(entry)) fits(entry, how);
    }
  }

  /** Of a stack; undefined where they are many. Then all is ready for them to be laid. */
  function fewCandidates({ frames, hidden }: Stack): readonly number[] | undefined {
    if (!candidates.begin()) return undefined;
    let inlinedBefore = false;
    for (let at = 0; at < frames.length; at++) {
      inlinedBefore ||= frames[at]!.inlined === true;
      const letter = letters.of(frames[at]!, inlinedBefore);
      if (!candidates.add(letter, at)) return undefined;
    }
    if (hidden > 0) {
      if (!candidates.addBelowMain()) return undefined;
      below.of({ program: programFile(frames), inlinedBefore });
    }
    return candidates.found();
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

function alone(lines: readonly FramePattern[], stack: Stack): number {
  if (failsAtOnce(lines, stack)) return unreached;
  const answer = overlay(lines, stack);
  return answer === 'yes' ? surely : answer === 'unknown' ? possibly : unreached;
}

const none: readonly never[] = [];
