import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Finding, Frame } from '../../../src/finding/finding.js';
import { finding, funs, sequences, suppression } from '../make.js';
import { asked, compare, fits } from './twin.js';
import { automatonOf } from '../../../src/match/automaton/automaton.js';

test('all small entries as one set, over all small stacks', () => {
  const set = sequences(['...', 'fun:*', 'fun:?', 'fun:a', 'fun:b'], 4).map((each) => suppression(each));
  const findings = sequences<Frame>([{ fun: 'a' }, { fun: 'b' }, {}], 4).flatMap((frames) => [
    finding(frames),
    finding(frames, { hidesBelowMain: true }),
  ]);
  const seen = compare(set, findings, 5);
  expect(Math.min(seen.certain, seen.possible)).toBeGreaterThan(10_000);
});

test('all small entries of mixed lines as one set, over stacks of mixed frames', () => {
  const set = sequences(
    ['...', 'fun:a', 'obj:a', 'obj:*', 'src:a', 'src:*:7', 'fun:(below main)', 'obj:*libc*'],
    3,
  ).map((each) => suppression(each));
  const findings = sequences<Frame>(
    [
      { fun: 'a', obj: 'a', file: null },
      { fun: 'main', obj: 'a', file: 'a', line: 7 },
      { file: 'a' },
      { obj: 'a', inlined: true },
    ],
    3,
  ).map((frames) => finding(frames, { hidesBelowMain: true }));
  const seen = compare(set, findings, 4);
  expect(Math.min(seen.certain, seen.possible)).toBeGreaterThan(1000);
});

const names = ['a', 'b', 'ab', 'ba', '???', 'main', '(below main)', '_Za', 'a__b'];
const printed = ['a', 'a.b', 'a::b', 'operator new(unsigned long)', 'f(int)'];
const few = (values: readonly string[]) => fc.constantFrom(...values);
const maybe = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined });

const frame: fc.Arbitrary<Frame> = fc
  .record({
    fun: maybe(few(names)),
    demangled: maybe(few(printed)),
    obj: maybe(few(['a', 'b', '/lib/libc.so.6', '???'])),
    file: fc.option(maybe(few(['a', 'b', 'libc-start.c'])), { nil: null }),
    line: maybe(fc.integer({ min: 1, max: 3 })),
    inlined: fc.constantFrom(undefined, undefined, undefined, undefined, true as const),
  })
  .map((each) => Object.fromEntries(Object.entries(each).filter(([, value]) => value !== undefined)));

const glob = fc.oneof(
  few(['a', 'b', '*', 'a*', '*a', '?', 'main', '__libc_start_main*', '_Z*', '_Znwm', '*libc.so*', '**']),
  fc.string({ unit: fc.constantFrom('a', 'b', '*', '?', '_'), maxLength: 4 }),
);
const line = fc.oneof(
  { weight: 2, arbitrary: fc.constant('...') },
  { weight: 4, arbitrary: glob.map((text) => `fun:${text}`) },
  { weight: 2, arbitrary: glob.map((text) => `obj:${text}`) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(glob, fc.integer({ min: 0, max: 3 }))
      .map(([text, number]) => `src:${text}:${number}`),
  },
);
const entries = fc
  .array(fc.array(line, { maxLength: 6 }), { minLength: 1, maxLength: 12 })
  .map((all) => all.map((lines) => suppression(lines)));
const stack = fc.array(frame, { maxLength: 6 });
const found: fc.Arbitrary<Finding> = fc
  .tuple(stack, fc.boolean(), fc.array(stack, { maxLength: 2 }))
  .map(([frames, hidesBelowMain, variants]) => finding(frames, { hidesBelowMain, variants }));

test('random sets over random findings, with all that a log may not tell', () => {
  const seen = { certain: 0, possible: 0 };
  fc.assert(
    fc.property(
      entries,
      fc.array(found, { minLength: 1, maxLength: 8 }),
      maybe(fc.integer({ min: 1, max: 9 })),
      (set, findings, numCallers) => {
        const { certain, possible } = compare(set, findings, numCallers);
        seen.certain += certain;
        seen.possible += possible;
      },
    ),
    { numRuns: 2000 },
  );
  expect(Math.min(seen.certain, seen.possible)).toBeGreaterThan(10_000);
});

test('random sets over stacks that share their frames, of which more are met than are remembered', () => {
  const shared = fc
    .array(frame, { minLength: 8, maxLength: 16 })
    .chain((frames) =>
      fc.array(fc.tuple(fc.array(fc.constantFrom(...frames), { minLength: 1, maxLength: 5 }), fc.boolean()), {
        minLength: 10,
        maxLength: 20,
      }),
    )
    .map((stacks) => stacks.map(([frames, hidesBelowMain]) => finding(frames, { hidesBelowMain })));
  fc.assert(
    fc.property(entries, shared, (set, findings) => {
      compare(set, findings);
    }),
    { numRuns: 500 },
  );
});

test('random sets of few names over deep stacks', () => {
  const lines = few(['...', '...', 'fun:a', 'fun:b', 'fun:*', 'fun:a*', 'obj:*']).map((each) => each);
  const set = fc
    .array(fc.array(lines, { maxLength: 12 }), { minLength: 1, maxLength: 30 })
    .map((all) => all.map((each) => suppression(each)));
  const deep = fc.array(few(['a', 'b', 'c', 'ab']), { maxLength: 40 }).map((each) => finding(funs(...each)));
  fc.assert(
    fc.property(set, fc.array(deep, { minLength: 1, maxLength: 6 }), (all, findings) => {
      compare(all, findings);
    }),
    { numRuns: 500 },
  );
});

test('thirty wildcards in turn over five hundred frames, for many entries', () => {
  const turns = (type: string) => Array.from({ length: 15 }, () => ['...', type]).flat();
  const set = ['f', 'g', '*g', 'f*'].flatMap((last) => [
    suppression([...turns('fun:*'), `fun:${last}`]),
    suppression([...turns('obj:*'), '...', `fun:${last}`]),
  ]);
  const stacks = [
    finding(funs(...Array.from({ length: 500 }, () => 'f'))),
    finding(Array.from({ length: 500 }, () => ({}))),
  ];
  const fitting = automatonOf(set);
  for (const each of stacks) expect(fits(fitting, each)).toBe(asked(set, each));
});
