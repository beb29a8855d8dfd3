import { expect, test } from 'vitest';
import fc from 'fast-check';
import {
  fitsAnything,
  globMatches,
  globsIntersect,
  hasWildcard,
  withoutEndStars,
} from '../../src/match/glob.js';
import { sequences } from './make.js';
import { twinGlob } from './twin.js';

const strings = (alphabet: string, longest: number) =>
  sequences([...alphabet], longest).map((letters) => letters.join(''));

test('a glob means what its twin says, for all small patterns and texts', () => {
  let compared = 0;
  for (const pattern of strings('ab*?', 5))
    for (const text of strings('ab', 6)) {
      compared++;
      if (globMatches(pattern, text) !== twinGlob(pattern, text)) expect.fail(`${pattern} on ${text}`);
    }
  expect(compared).toBe(1365 * 127);
});

test('a glob means what its twin says, for random patterns and texts with wildcards in the text', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '*', '?'), maxLength: 12 });
  fc.assert(
    fc.property(text, text, (pattern, name) => globMatches(pattern, name) === twinGlob(pattern, name)),
    { numRuns: 3000 },
  );
});

test.each([
  ['_ZN2ns*', '_ZN2ns1fEv', true],
  ['???', '???', true],
  ['???', 'abc', true],
  ['f[12]', 'f1', false],
  ['f\\*', 'f*', false],
  ['f\\*', 'f\\anything', true],
  ['F', 'f', false],
  ['f', 'ff', false],
  ['pthread_mutex_lock@*', 'pthread_mutex_lock@*', true],
  ['h??', 'h\u00c3\u00a9', true], // a two-byte character needs two
  ['', '', true],
  ['', 'f', false],
  ['*', '', true],
  [' f', 'f', false],
])('%j on %j: %j', (pattern, text, fits) => {
  expect(globMatches(pattern, text)).toBe(fits);
});

test('many stars take no exponential time', () => {
  expect(globMatches('*a'.repeat(2000) + 'b', 'a'.repeat(20_000))).toBe(false);
  expect(globsIntersect('*a'.repeat(300) + 'b', '*a?'.repeat(300) + 'c')).toBe(false);
});

test('two globs intersect when some text fits both, for all small pairs', () => {
  // No two patterns of four bytes need a common text longer than eight.
  const texts = strings('ab', 8);
  const patterns = strings('ab*?', 4);
  const fitting = patterns.map((pattern) => texts.map((text) => twinGlob(pattern, text)));
  const words = fitting.map((fits) => {
    const bits = new Uint32Array(Math.ceil(texts.length / 32));
    fits.forEach((fit, t) => fit && (bits[t >>> 5]! |= 1 << (t & 31)));
    return bits;
  });
  let compared = 0;
  patterns.forEach((a, i) => {
    patterns.forEach((b, j) => {
      compared++;
      const common = words[i]!.some((word, w) => (word & words[j]![w]!) !== 0);
      if (globsIntersect(a, b) !== common) expect.fail(`${a} and ${b}`);
    });
  });
  expect(compared).toBe(341 * 341);
});

test('wildcards', () => {
  expect(['f', 'f*', 'f?', ''].map(hasWildcard)).toEqual([false, true, true, false]);
  expect(['*', '***', '', '*?', 'f*'].map(fitsAnything)).toEqual([true, true, false, false, false]);
});

test('without the stars at the end', () => {
  expect(['f', 'f*', 'f**', '*f?*', '***', ''].map(withoutEndStars)).toEqual(['f', 'f', 'f', '*f?', '', '']);
  const stars = `${'*'.repeat(1_000_000)}x`;
  expect(withoutEndStars(stars)).toBe(stars);
});
