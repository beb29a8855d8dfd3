import fc from 'fast-check';
import { expect, it } from 'vitest';
import { applyFixes } from '../../src/lint/fix.js';
import type { Edit, Fix } from '../../src/lint/problem.js';

const fix = (...edits: readonly [start: number, end: number, text: string][]): Fix => ({
  description: 'write',
  edits: edits.map(([start, end, text]) => ({ start, end, text })),
});

it('makes fixes one after the other in the order of the file', () => {
  expect(applyFixes('abcdef', [fix([4, 5, '']), fix([0, 1, 'xy'])])).toEqual({
    bytes: 'xybcdf',
    made: [1, 0],
  });
});

it('makes fixes that reach across each other', () => {
  const moves = [fix([0, 0, 'e'], [4, 5, '']), fix([2, 2, 'g'], [6, 7, ''])];
  expect(applyFixes('abcdefgh', moves)).toEqual({ bytes: 'eabgcdfh', made: [0, 1] });
});

it('makes a fix as a whole or not at all', () => {
  expect(applyFixes('abcdef', [fix([1, 2, 'x']), fix([0, 0, 'y'], [4, 5, 'z']), fix([3, 5, ''])])).toEqual({
    bytes: 'yaxcdzf',
    made: [1, 0],
  });
  expect(applyFixes('abcdef', [fix([0, 1, ''], [4, 5, '']), fix([3, 4, 'x'])]).made).toEqual([0]);
});

it('leaves for later what touches: two at one place have no order', () => {
  expect(applyFixes('abc', [fix([1, 1, 'x']), fix([1, 1, 'y'])])).toEqual({ bytes: 'axbc', made: [0] });
  expect(applyFixes('abc', [fix([0, 1, '']), fix([1, 1, 'y'])])).toEqual({ bytes: 'bc', made: [0] });
  expect(applyFixes('abc', [fix()])).toEqual({ bytes: 'abc', made: [] });
});

it('gives what the edits of all fixes that it makes give, from the last one on', () => {
  const edits = fc
    .uniqueArray(fc.nat(30), { minLength: 2, maxLength: 6 })
    .map((places) => [...places].sort((a, b) => a - b))
    .chain((places) =>
      fc
        .array(fc.constantFrom('', 'x', 'yz'), { minLength: 3, maxLength: 3 })
        .map((texts) =>
          places.flatMap((start, at): Edit[] =>
            at % 2 === 0 && at + 1 < places.length
              ? [{ start, end: places[at + 1]!, text: texts[at / 2]! }]
              : [],
          ),
        ),
    );
  const bytes = 'abcdefghijklmnopqrstuvwxyzABCDEFGH';
  fc.assert(
    fc.property(fc.array(edits, { maxLength: 6 }), (lists) => {
      const fixes = lists.map((each) => ({ description: 'write', edits: each }));
      const result = applyFixes(bytes, fixes);
      const all = result.made.flatMap((index) => [...fixes[index]!.edits]).sort((a, b) => b.start - a.start);
      all.slice(1).forEach(({ end }, at) => expect(end).toBeLessThan(all[at]!.start));
      expect(result.bytes).toBe(
        all.reduce((text, { start, end, text: by }) => text.slice(0, start) + by + text.slice(end), bytes),
      );
      // One that was not made touches one that was.
      fixes.forEach(({ edits: own }, index) => {
        if (result.made.includes(index) || own.length === 0) return;
        expect(own.some((one) => all.some(({ start, end }) => start <= one.end && one.start <= end))).toBe(
          true,
        );
      });
    }),
  );
});
