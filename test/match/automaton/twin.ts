import { expect } from 'vitest';
import type { Finding } from '../../../src/finding/finding.js';
import { automatonOf, type Bounds, type Fitting } from '../../../src/match/automaton/automaton.js';
import { matches } from '../../../src/match/matches.js';
import { recordedStacks } from '../../../src/match/stack.js';
import type { Suppression } from '../../../src/suppression/suppression.js';

/** From nothing remembered and all laid at once, to nothing forgotten. */
export const bounds: readonly Bounds[] = [
  { letters: 1 << 22, states: 1 << 22, few: 64 },
  { letters: 1 << 22, states: 1 << 22, few: -1 },
  { letters: 0, states: 0, few: -1 },
  { letters: 40, states: 120, few: -1 },
  { letters: 200, states: 400, few: 1 },
  { letters: 100, states: 0, few: 3 },
];

/** What the plain matcher says of the entries of one kind, asked one by one. */
export function asked(set: readonly Suppression[], finding: Finding, numCallers?: number): string {
  return set
    .map((each) => matches(each, finding, numCallers === undefined ? {} : { numCallers }))
    .map((answer, entry) => (answer === 'no' ? '' : `${entry}:${answer}`))
    .filter((each) => each !== '')
    .join(' ');
}

/** What an automaton says, as `asked` does. */
export function fits(fitting: Fitting, finding: Finding, numCallers?: number): string {
  const found: string[] = [];
  fitting({ findings: [finding], stacks: [recordedStacks(finding, numCallers)] }, (_, entry, isSure) =>
    found.push(`${entry}:${isSure ? 'yes' : 'unknown'}`),
  );
  return found.join(' ');
}

/** Compares automata of the entries with the plain matcher on all findings, one after the other. Returns the count of hits. */
export function compare(
  set: readonly Suppression[],
  findings: readonly Finding[],
  numCallers?: number,
): { certain: number; possible: number } {
  const seen = { certain: 0, possible: 0 };
  const expected = findings.map((finding) => asked(set, finding, numCallers));
  for (const each of bounds) {
    const fitting = automatonOf(set, each.states === 0 ? [] : findings.flatMap(({ frames }) => frames), each);
    findings.forEach((finding, at) => {
      const found = fits(fitting, finding, numCallers);
      for (const each of found.split(' ')) {
        if (each.endsWith(':yes')) seen.certain++;
        if (each.endsWith(':unknown')) seen.possible++;
      }
      if (found !== expected[at])
        expect.fail(
          JSON.stringify({
            bounds: each,
            found,
            expected: expected[at],
            finding,
            set: set.map((s) => s.frames),
          }),
        );
    });
  }
  return seen;
}
