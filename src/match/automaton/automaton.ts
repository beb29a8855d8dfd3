import type { Finding, Frame } from '../../finding/finding.js';
import type { Suppression } from '../../suppression/suppression.js';
import { headsOf, type HeadAnswers } from '../heads.js';
import { surely, unreached } from '../laying.js';
import type { Stack } from '../stack.js';
import { allAtOnce, type LaysAll } from './all-at-once.js';
import { entriesByKind } from '../kind.js';
import { candidatesOf } from './candidates.js';
import { lettersOf } from './letters.js';
import { numberLines } from './lines.js';
import { linesBelow } from './lines-below.js';
import { matchingLines } from './matching-lines.js';

/** Some findings, and the stacks of each. */
export interface Asked {
  readonly findings: readonly Finding[];
  readonly stacks: readonly (readonly Stack[])[];
}

/** Tells the entries that match findings, or may: of each finding, by its place, in the order of the set. */
export type Fitting = (asked: Asked, hit: (finding: number, entry: number, isSure: boolean) => void) => void;

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
 * An entry may fit a stack only if one of its lines, its key, matches some frame. Where few entries may, which is nearly always
 * so where a log tells names and objects, they are laid around their keys, one by one. Else all entries are one automaton that
 * reads frames. Its states are made as they are met and remembered, as RE2 does, within bounds; answers do not depend on what
 * is remembered.
 *
 * @param sample some frames of the stacks, by which lines are chosen that match few
 */
export function automatonOf(
  set: readonly Suppression[],
  sample: readonly Frame[] = [],
  bounds: Bounds = defaultBounds,
): Fitting {
  const numbered = numberLines(set.map(({ frames }) => frames));
  const heads = headsOf(set);
  const matching = matchingLines(numbered.lines, bounds.letters);
  const below = linesBelow(numbered.lines);
  const byKind = entriesByKind(set);
  const candidates =
    bounds.few < 0 ? undefined : candidatesOf({ byKind, numbered, heads, matching, below, sample }, bounds);
  let all: LaysAll | undefined;

  /** Of each entry: the stack that it last fitted, how surely, and how many stacks of the finding it surely fitted. */
  const lastFitted = new Uint32Array(set.length);
  const howFitted = new Uint8Array(set.length);
  const sureStacks = new Uint32Array(set.length);
  let stacksSeen = 0;
  let stacksBefore = 0;
  const fitting = new Uint32Array(set.length);
  let count = 0;
  let answers: HeadAnswers;

  return ({ findings, stacks }, hit) => {
    candidates?.over(stacks.flat());
    let first = 0;
    for (let at = 0; at < findings.length; at++) {
      if (byKind.has(findings[at]!.kind)) lay(findings[at]!, stacks[at]!, first);
      else count = 0;
      first += stacks[at]!.length;
      for (let k = 0; k < count; k++) {
        const entry = fitting[k]!;
        const isSure =
          sureStacks[entry] === stacks[at]!.length && answers.of(heads.numbers[entry]!) === surely;
        hit(at, entry, isSure);
      }
    }
  };

  /** Finds those that fit. @param first which one of all stacks is the first of these */
  function lay(finding: Finding, stacks: readonly Stack[], first: number): void {
    const { kind } = finding;
    stacksBefore = stacksSeen;
    count = 0;
    answers = heads.for(finding);
    for (let at = 0; at < stacks.length; at++) {
      stacksSeen++;
      if (candidates?.lay(kind, first + at, answers, fits)) continue;
      all ??= allAtOnce(byKind, numbered, lettersOf(matching, bounds.letters), below, bounds.states);
      all(kind, stacks[at]!, fits);
    }
    sort(fitting, count);
  }

  function fits(entry: number, how: number): void {
    const last = lastFitted[entry]!;
    if (last === stacksSeen && howFitted[entry]! >= how) return;
    if (last <= stacksBefore) {
      if (answers.of(heads.numbers[entry]!) === unreached) return;
      fitting[count++] = entry;
      sureStacks[entry] = 0;
    }
    lastFitted[entry] = stacksSeen;
    howFitted[entry] = how;
    if (how === surely) sureStacks[entry]!++;
  }
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
