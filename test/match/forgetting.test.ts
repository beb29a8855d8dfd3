import { expect, test } from 'vitest';
import fc from 'fast-check';
import type { Frame } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { finding, suppression } from './make.js';

/**
 * The promise behind *cannot tell*: whatever a log leaves out, an answer of yes or no is the one that the whole
 * truth gives. A whole stack is made, everything known; then a log of it that forgets things.
 */

interface Name {
  readonly symbol: string;
  readonly printed: string;
}

const names: readonly Name[] = [
  { symbol: 'alpha', printed: 'alpha' },
  { symbol: 'alpha.part.0', printed: 'alpha.part.0' },
  { symbol: '_ZN2ns1fEv', printed: 'ns::f()' },
  { symbol: '_ZN2ns1gEi.isra.0', printed: 'ns::g(int) [clone .isra.0]' },
  { symbol: '_RNvC1a4main', printed: 'a::main' },
  { symbol: '_D3abc1fFZv', printed: 'void abc.f()' },
  { symbol: 'pack__proc', printed: 'pack.proc' },
  { symbol: 'f<fn(), ()>', printed: 'f<fn(), ()>' },
  { symbol: '???', printed: '???' },
];
const tail: readonly Frame[] = [
  { fun: 'main', obj: '/home/u/prog', file: 'main.c', line: 3 },
  { fun: '(below main)', obj: '/usr/lib/libc.so.6', file: 'libc_start_call_main.h', line: 58 },
  { fun: '__libc_start_main@@GLIBC_2.34', obj: '/usr/lib/libc.so.6', file: 'libc-start.c', line: 360 },
  { fun: '(below main)', obj: '/home/u/prog', file: null },
  { fun: '???', obj: '???', file: null },
];

const objects = ['/home/u/prog', '/usr/lib/libc.so.6', '/usr/lib/libz.so.1', '???'];
const sources = ['main.c', 'alpha.c', 'f.cc', null];

const frame = fc.record({
  name: fc.constantFrom(...names),
  obj: fc.constantFrom(...objects),
  file: fc.constantFrom(...sources),
  line: fc.integer({ min: 1, max: 3 }),
  forget: fc.record({
    fun: fc.constantFrom('nothing', 'symbol', 'all'),
    obj: fc.boolean(),
    file: fc.boolean(),
    line: fc.boolean(),
  }),
});

const texts = [
  ...names.flatMap(({ symbol, printed }) => [symbol, printed]),
  ...tail.flatMap(({ fun, obj, file }) => [fun!, obj!, file ?? 'none']),
  ...objects,
  'other',
];
/** A pattern near a name: some of it swallowed by stars, some bytes by question marks. */
const pattern = fc
  .tuple(
    fc.constantFrom(...texts),
    fc.nat(),
    fc.nat(),
    fc.constantFrom('whole', 'start', 'end', 'middle', 'one'),
  )
  .map(([text, i, j, how]) => {
    const [from, to] = [i % (text.length + 1), j % (text.length + 1)].sort((a, b) => a - b) as [
      number,
      number,
    ];
    if (how === 'start') return text.slice(0, to) + '*';
    if (how === 'end') return '*' + text.slice(from);
    if (how === 'middle') return text.slice(0, from) + '*' + text.slice(to);
    if (how === 'one') return text.slice(0, from) + '?' + text.slice(from + 1);
    return text;
  });
const line = fc.oneof(
  fc.constant('...'),
  fc.constant('fun:*'),
  pattern.map((text) => `fun:${text}`),
  pattern.map((text) => `obj:${text}`),
  fc.tuple(pattern, fc.integer({ min: 0, max: 3 })).map(([text, number]) => `src:${text}:${number}`),
);

test('what a log forgets never turns an answer around', () => {
  const seen = { yes: 0, no: 0, unknown: 0 };
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.array(frame, { maxLength: 4 }),
      fc.integer({ min: 0, max: tail.length }),
      fc.integer({ min: 1, max: 9 }),
      fc.boolean(),
      (lines, frames, recordedTail, numCallers, tellNumCallers) => {
        const whole: Frame[] = [
          ...frames.map(({ name, obj, file, line }) => ({ fun: name.symbol, obj, file, line })),
          ...tail.slice(0, recordedTail),
        ].slice(0, numCallers);
        const shown: Frame[] = [
          ...frames.map(({ name, obj, file, line, forget }) => ({
            ...(forget.fun === 'nothing' ? { fun: name.symbol } : {}),
            ...(forget.fun === 'symbol' ? { demangled: name.printed } : {}),
            ...(forget.obj ? {} : { obj }),
            ...(forget.file ? {} : { file }),
            ...(forget.line ? {} : { line }),
          })),
          ...tail.slice(0, Math.min(recordedTail, 1)),
        ].slice(0, numCallers);
        const supp = suppression(lines);
        const truth = matches(supp, finding(whole), { numCallers });
        const answer = matches(
          supp,
          finding(shown, { hidesBelowMain: recordedTail > 0 }),
          tellNumCallers ? { numCallers } : {},
        );
        expect(truth).not.toBe('unknown');
        if (answer !== 'unknown') expect(answer).toBe(truth);
        seen[answer]++;
      },
    ),
    { numRuns: 20_000 },
  );
  expect(Math.min(seen.yes, seen.no, seen.unknown)).toBeGreaterThan(500);
});
