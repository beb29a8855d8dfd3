import fc from 'fast-check';
import { expect, it } from 'vitest';
import { editDistance, nearestWord } from '../../src/suppression/near-words.js';

it('counts the letters to change, add and remove', () => {
  expect(editDistance('expire', 'expires')).toBe(1);
  expect(editDistance('onwer', 'owner')).toBe(2);
  expect(editDistance('', 'bug')).toBe(3);
  const word = fc.stringMatching(/^[ab]{0,6}$/);
  fc.assert(
    fc.property(word, word, word, (a, b, c) => {
      expect(editDistance(a, b)).toBe(editDistance(b, a));
      expect(editDistance(a, b) === 0).toBe(a === b);
      expect(editDistance(a, c)).toBeLessThanOrEqual(editDistance(a, b) + editDistance(b, c));
    }),
  );
});

it('finds the nearest word, whatever its case, and none that is far', () => {
  const known = ['exact-duplicate', 'covered-entry', 'syntax'];
  expect(nearestWord('exact-duplicates', known)).toBe('exact-duplicate');
  expect(nearestWord('SYNTAX', known)).toBe('syntax');
  expect(nearestWord('cover-entry', known)).toBe('covered-entry');
  expect(nearestWord('leak', known)).toBeUndefined();
  expect(nearestWord('x'.repeat(1_000_000), known)).toBeUndefined();
});
