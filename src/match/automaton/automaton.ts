import type { Frame } from '../../finding/finding.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { failsAtOnce } from '../fails-at-once.js';
import type { Heads } from '../heads.js';
import { possibly, surely, unreached } from '../laying.js';
import { overlay } from '../overlay.js';
import type { Stack } from '../stack.js';
import { allAtOnce, type LaysAll } from './all-at-once.js';
import { bitsOf, candidatesOf, mostPositions } from './candidates.js';
import { keysOf } from './keys.js';
import { lettersOf } from './letters.js';
import { numberLines } from './lines.js';

/**
 * Tells the entries that fit the stacks of a finding, or may fit them, in the order of the set: of those whose heads match it,
 * or may.
 */
export type Fitting = (
  stacks: readonly Stack[],
  heads: Heads,
  hit: (entry: number, isSure: boolean) => void,
) => void;

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
 */
export function automatonOf(
  set: readonly (readonly FramePattern[])[],
  sample: readonly Frame[] = [],
  bounds: Bounds = defaultBounds,
): Fitting {
  const numbered = numberLines(set);
  const letters = lettersOf(numbered.lines, bounds.letters);
  const keys = keysOf(
    numbered,
    sample.map((frame) => letters.of(frame, false)),
  );
  const candidates = candidatesOf(numbered, keys, letters, bounds);
  let all: LaysAll | undefined;

  /** Of each entry: the stack that it last fitted, how surely, and how many stacks of the finding it surely fitted. */
  const lastFitted = new Uint32Array(set.length);
  const howFitted = new Uint8Array(set.length);
  const sureStacks = new Uint32Array(set.length);
  let stacksSeen = 0;
  let stacksBefore = 0;
  const fitting = new Uint32Array(set.length);
  let count = 0;

  return (stacks, heads, hit) => {
    stacksBefore = stacksSeen;
    count = 0;
    for (const stack of stacks) {
      stacksSeen++;
      lay(stack, heads);
    }
    sort(fitting, count);
    for (let at = 0; at < count; at++) {
      const entry = fitting[at]!;
      hit(entry, sureStacks[entry] === stacks.length && heads(entry) === surely);
    }
  };

  function lay(stack: Stack, heads: Heads): void {
    const few = candidates.find(stack, heads);
    if (few < 0) {
      all ??= allAtOnce(numbered, letters, bounds.states);
      all(stack, (entry, how) => {
        if (heads(entry) !== unreached) fits(entry, how);
      });
      return;
    }
    const { frames, hidden } = stack;
    const hiddenBits = bitsOf(Math.min(hidden, mostPositions)) << frames.length;
    for (let at = 0; at < few; at++) {
      const entry = candidates.found[at]!;
      const isDeep = frames.length + Math.min(hidden, numbered.entries[entry]!.length) > mostPositions;
      if (isDeep && !candidates.isMet(entry, hidden > 0)) continue;
      const how = isDeep ? alone(set[entry]!, stack) : candidates.lay(entry, hiddenBits);
      if (how !== unreached) fits(entry, how);
    }
  }

  function fits(entry: number, how: number): void {
    const last = lastFitted[entry]!;
    if (last <= stacksBefore) {
      fitting[count++] = entry;
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

/** The first so many numbers of a list. Few are put in order sooner than asked for as a list of their own. */
function sort(list: Uint32Array, count: number): void {
  if (count > 32) list.subarray(0, count).sort();
  else
    for (let end = 1; end < count; end++) {
      const each = list[end]!;
      let at = end;
      for (; at > 0 && list[at - 1]! > each; at--) list[at] = list[at - 1]!;
      list[at] = each;
    }
}
