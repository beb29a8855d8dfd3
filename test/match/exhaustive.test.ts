import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Frame } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { finding, funs, sequences, suppression } from './make.js';
import { twin } from './twin.js';

test('the matcher agrees with its twin on all small lines and stacks', () => {
  const lines = sequences(['...', 'fun:*', 'fun:?', 'fun:a', 'fun:b'], 4).map((each) => suppression(each));
  const stacks = sequences<Frame>([{ fun: 'a' }, { fun: 'b' }, {}], 4).flatMap((frames) => [
    finding(frames),
    finding(frames, { hidesBelowMain: true }),
  ]);
  const seen = { yes: 0, no: 0, unknown: 0 };
  for (const supp of lines)
    for (const found of stacks)
      for (const numCallers of [2, 5]) {
        const answer = matches(supp, found, { numCallers });
        seen[answer]++;
        if (answer !== twin(supp, found, numCallers))
          expect.fail(JSON.stringify({ supp, found, numCallers }));
      }
  // Only to see that all three answers were met, and how often.
  expect(seen.yes + seen.no + seen.unknown).toBe(781 * 242 * 2);
  expect(Math.min(seen.yes, seen.no, seen.unknown)).toBeGreaterThan(10_000);
});

test('the matcher agrees with its twin on all small lines of mixed types', () => {
  const lines = sequences(
    ['...', 'fun:a', 'obj:a', 'obj:*', 'src:a', 'src:*:7', 'fun:(below main)', 'obj:*libc*'],
    3,
  ).map((each) => suppression(each));
  const stacks = sequences<Frame>(
    [
      { fun: 'a', obj: 'a', file: null },
      { fun: 'b', obj: 'b', file: 'a', line: 7 },
      { file: 'a' },
      { obj: 'a' },
    ],
    3,
  ).map((frames) => finding(frames, { hidesBelowMain: true }));
  for (const supp of lines)
    for (const found of stacks)
      if (matches(supp, found, { numCallers: 4 }) !== twin(supp, found, 4))
        expect.fail(JSON.stringify({ supp, found }));
  expect(lines.length * stacks.length).toBe(585 * 85);
});

test('the matcher agrees with its twin on random lines and stacks', () => {
  const name = fc.constantFrom('a', 'b', 'ab', 'a*', '???');
  const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });
  const frame: fc.Arbitrary<Frame> = fc
    .record({
      fun: maybe(name),
      obj: maybe(name),
      file: fc.option(maybe(name), { nil: null }),
      line: maybe(fc.integer({ min: 1, max: 3 })),
    })
    .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));
  const pattern = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 3 });
  const line = fc.oneof(
    fc.constant('...'),
    pattern.map((text) => `fun:${text}`),
    pattern.map((text) => `obj:${text}`),
    fc.tuple(pattern, fc.integer({ min: 0, max: 3 })).map(([text, number]) => `src:${text}:${number}`),
  );
  fc.assert(
    fc.property(
      fc.array(line, { maxLength: 6 }),
      fc.array(frame, { maxLength: 7 }),
      fc.boolean(),
      fc.integer({ min: 1, max: 9 }),
      (lines, frames, hidesBelowMain, numCallers) => {
        const supp = suppression(lines.map((each) => each.replace(/^(fun|obj):\*+$/, '$1:*')));
        const found = finding(frames, { hidesBelowMain });
        expect(matches(supp, found, { numCallers })).toBe(twin(supp, found, numCallers));
      },
    ),
    { numRuns: 5000 },
  );
});

test('thirty wildcards in turn over five hundred frames take no exponential time', () => {
  const lines = Array.from({ length: 15 }, () => ['...', 'fun:*']).flat();
  const stack = funs(...Array.from({ length: 500 }, () => 'f'));
  expect(matches(suppression([...lines, 'fun:g']), finding(stack))).toBe('no');
  expect(matches(suppression([...lines, 'fun:f']), finding(stack))).toBe('yes');
  expect(matches(suppression([...lines, 'fun:f']), finding(stack.map(() => ({}))))).toBe('unknown');
});
