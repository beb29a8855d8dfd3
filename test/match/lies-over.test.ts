import fc from 'fast-check';
import { expect, test } from 'vitest';
import { liesOver } from '../../src/match/lies-over.js';
import { separatingStack } from '../../src/match/separate.js';
import { framePattern } from './make.js';

const cases: [string[], string[], boolean][] = [
  [['fun:f'], ['fun:f', '...', 'obj:o'], true],
  [['...', 'fun:f*', 'obj:*'], ['fun:a', '...', 'fun:fg', 'src:s'], true],
  [['fun:f*'], ['fun:fg?'], true], // the star may lie over the question mark
  [['fun:f?'], ['fun:f*'], false], // a question mark not over a star
  [['fun:f\n'], ['fun:f?'], false], // nor a byte over a question mark, even if no line can spell it
  [['src:a*:5'], ['src:a.c:5'], true],
  [['src:a*:5'], ['src:a.c'], false],
  [['src:*'], ['fun:f'], false],
  [['fun:*', 'fun:f'], ['...', 'fun:f'], false],
];
test.each(cases)('%j over %j: %j', (lines, others, expected) => {
  expect(liesOver(lines.map(framePattern), others.map(framePattern))).toBe(expected);
});

test('no stack separates lines from others that lie over them', () => {
  const pattern = fc.string({ unit: fc.constantFrom('a', '*', '?', '\n'), maxLength: 3 });
  const line = fc.oneof(
    fc.constant('...'),
    fc.tuple(fc.constantFrom('fun', 'obj', 'src'), pattern).map((parts) => parts.join(':')),
  );
  const lines = fc.array(line.map(framePattern), { minLength: 1, maxLength: 4 });
  const seen = { lying: 0, fitting: 0 };
  fc.assert(
    fc.property(lines, lines, (one, other) => {
      const isSure = liesOver(one, other);
      const isNone = separatingStack(other, one) === 'none';
      if (isSure) seen.lying++;
      if (isNone) seen.fitting++;
      return isNone || !isSure;
    }),
    { numRuns: 20_000 },
  );
  expect(seen.lying).toBeGreaterThan(500);
  expect(seen.fitting).toBeLessThan(seen.lying * 1.5); // quick, and seldom in vain
});
