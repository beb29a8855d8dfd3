import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { align } from '../../src/explain/align.js';
import { explainedStack } from '../../src/explain/stack.js';
import type { Frame } from '../../src/finding/finding.js';
import { overlay, type FrameLine } from '../../src/match/overlay.js';
import { framePattern, funs } from '../match/make.js';
import '../seed.js';

/** The alignment in words: `line > frames`, frames from 0, with `?` where it is not sure. */
function laid(lines: readonly string[], frames: readonly Frame[], hidden = 0): string {
  const { answer, rows, failure } = align(lines.map(framePattern), explainedStack({ frames, hidden }));
  const told = rows.map(
    ({ line, from, to, answer: sure }) =>
      `${lines[line]!} > ${from === to ? '' : `${from}-${to - 1}`}${sure === 'yes' ? '' : '?'}`,
  );
  const end = failure ? [`${lines[failure.line]!} fails at ${failure.frame}`] : [];
  return [answer, ...told, ...end].join('; ');
}

describe('an entry that matches', () => {
  test.each([
    [['fun:a', 'fun:b'], 'yes; fun:a > 0-0; fun:b > 1-1'],
    [['fun:a', '...', 'fun:d'], 'yes; fun:a > 0-0; ... > 1-2; fun:d > 3-3'],
    [['...', 'fun:a'], 'yes; ... > ; fun:a > 0-0'],
    [['fun:a', '...'], 'yes; fun:a > 0-0; ... > '],
    // Each gap is as short as can be.
    [['...', 'fun:?', '...', 'fun:d'], 'yes; ... > ; fun:? > 0-0; ... > 1-2; fun:d > 3-3'],
    // The first c is not followed by e.
    [['...', 'fun:c', 'fun:e'], 'yes; ... > 0-3; fun:c > 4-4; fun:e > 5-5'],
  ])('%j', (lines, expected) => {
    expect(laid(lines, funs('a', 'b', 'c', 'd', 'c', 'e'))).toBe(expected);
  });
});

describe('an entry that does not', () => {
  test.each([
    [['fun:b'], 'no; fun:b fails at 0'],
    [['fun:a', 'fun:c', 'fun:b'], 'no; fun:a > 0-0; fun:c fails at 1'],
    [['fun:a', '...', 'fun:x'], 'no; fun:a > 0-0; ... > ; fun:x fails at 1'],
    // As many lines as possible, and as far inside as possible.
    [['...', 'fun:c', 'fun:e', 'fun:x'], 'no; ... > 0-3; fun:c > 4-4; fun:e > 5-5; fun:x fails at 6'],
    [['...', 'fun:c', 'fun:x'], 'no; ... > 0-1; fun:c > 2-2; fun:x fails at 3'],
  ])('%j', (lines, expected) => {
    expect(laid(lines, funs('a', 'b', 'c', 'd', 'c', 'e'))).toBe(expected);
  });
});

describe('an entry of which the log cannot tell', () => {
  test.each([
    [['obj:*/liba.so', 'fun:main'], 0, 'unknown; obj:*/liba.so > 0-0?; fun:main > 1-1'],
    // What is sure goes before what is inside.
    [['...', 'obj:/bin/p'], 0, 'yes; ... > 0-0; obj:/bin/p > 1-1'],
    [['...', 'fun:(below main)'], 5, 'unknown; ... > 0-1; fun:(below main) > 2-2?'],
    [['...', 'fun:(below main)'], 0, 'no; ... > ; fun:(below main) fails at 0'],
  ])('%j with %d hidden frames', (lines, hidden, expected) => {
    const frames = [
      { fun: 'a', file: 'a.c', line: 1 },
      { fun: 'main', obj: '/bin/p' },
    ];
    expect(laid(lines, frames, hidden)).toBe(expected);
  });
});

const frame = fc.oneof(
  fc.constantFrom('a', 'b', 'ab', '???', 'main').map((fun): Frame => ({ fun })),
  fc.constantFrom('a', 'b').map((fun): Frame => ({ fun, obj: `/lib/${fun}.so`, file: null })),
  fc.constantFrom('a', 'b').map((fun): Frame => ({ fun, inlined: true, file: 'x.c', line: 1 })),
  fc.constantFrom('ns::a', 'b(int)').map((demangled): Frame => ({ demangled, file: 'x.c', line: 2 })),
);
const line = fc
  .constantFrom(
    '...',
    'fun:a',
    'fun:b',
    'fun:*',
    'fun:_Z*',
    'fun:a*',
    'obj:*',
    'obj:/lib/a.so',
    'src:x.c',
    'fun:(below main)',
  )
  .map(framePattern);

test('agrees with the matcher, and what is shown is a way of laying the lines', () => {
  const stacks = fc.record({ frames: fc.array(frame, { maxLength: 7 }), hidden: fc.constantFrom(0, 0, 2) });
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), stacks, (lines, plain) => {
      const stack = explainedStack(plain);
      const { answer, rows, failure } = align(lines, stack);
      expect(answer).toBe(overlay(lines, plain));
      expect(rows.length).toBe(failure ? failure.line : lines.length);
      let at = 0;
      for (const [position, row] of rows.entries()) {
        expect([row.line, row.from]).toEqual([position, at]);
        at = row.to;
        if (lines[position]!.type === '...') continue;
        expect(row.to).toBe(row.from + 1);
        expect(stack.meets(lines[position] as FrameLine, row.from)).toBe(row.answer);
      }
      // A gap in front of the line that fails may be longer.
      if (failure) expect(failure.frame).toBe(at);
      if (!failure) expect(rows.every((row) => row.answer === 'yes')).toBe(answer === 'yes');
    }),
    { numRuns: 2000 },
  );
});

test('no other way lays more lines', () => {
  fc.assert(
    fc.property(
      fc.array(line, { minLength: 1, maxLength: 5 }),
      fc.array(frame, { maxLength: 6 }),
      (lines, frames) => {
        const { failure } = align(lines, explainedStack({ frames, hidden: 0 }));
        const most =
          lines.findLastIndex((_, at) => overlay(lines.slice(0, at + 1), { frames, hidden: 0 }) !== 'no') + 1;
        expect(failure?.line ?? lines.length).toBe(most);
      },
    ),
    { numRuns: 1000 },
  );
});
