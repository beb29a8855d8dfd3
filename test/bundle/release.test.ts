import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { compareReleases, isReleaseIn, parseReleaseRange } from '../../src/bundle/release.js';

describe('compareReleases', () => {
  test.each([
    ['2.74.6', '2.70'],
    ['2.100', '2.99.9'],
    ['1.1.1w', '1.1.1'],
    ['1.1.1w', '1.1.1k'],
    ['1.2.1', '1.2.b'],
    ['12', '9'],
    ['20231105120000123456790', '20231105120000123456789'],
    ['2.36-9+deb12u10', '2.36-9+deb12u9'],
  ])('%s is newer than %s', (newer, older) => {
    expect(compareReleases(newer, older)).toBeGreaterThan(0);
    expect(compareReleases(older, newer)).toBeLessThan(0);
  });

  test.each([
    ['2.70', '2.070'],
    ['1-2', '1.2'],
    ['0', '00'],
  ])('%s is %s', (a, b) => {
    expect(compareReleases(a, b)).toBe(0);
    expect(compareReleases(b, a)).toBe(0);
  });

  const release = fc
    .array(fc.constantFrom('0', '00', '1', '01', '9', '10', '123', 'a', 'rc', 'Z', '.', '-', '+', '~'), {
      minLength: 1,
      maxLength: 6,
    })
    .map((parts) => parts.join(''));

  test('is an order', () => {
    fc.assert(
      fc.property(release, release, release, (a, b, c) => {
        expect(Math.sign(compareReleases(a, b))).toBe(-Math.sign(compareReleases(b, a)) + 0);
        if (compareReleases(a, b) <= 0 && compareReleases(b, c) <= 0)
          expect(compareReleases(a, c)).toBeLessThanOrEqual(0);
      }),
      { numRuns: 2000 },
    );
  });
});

describe('ranges', () => {
  const holds = (range: string, version: string) => isReleaseIn(version, parseReleaseRange(range)!);

  test.each([
    ['>=2.70', ['2.70', '2.70.1', '2.74.6', '3'], ['2.69.9', '2.7']],
    ['>=2.70, <3', ['2.70', '2.99'], ['3', '3.0.1', '2.69']],
    ['2.70', ['2.70', '2.70.1', '2.70-1'], ['2.7', '2.701', '2', '2.71']],
    ['=2.70, 2.74', ['2.70.9', '2.74'], ['2.72']],
    ['>1.1.1k', ['1.1.1w', '1.1.2'], ['1.1.1', '1.1.1k']],
    ['<= 12', ['12', '11.9'], ['12.1', '13']],
  ])('%s', (range, inside, outside) => {
    expect(inside.filter((version) => !holds(range, version))).toEqual([]);
    expect(outside.filter((version) => holds(range, version))).toEqual([]);
  });

  test.each(['', 'new', '>=', '>= 2.70 3', '>=2.70,', '~>2', '2.70 and later', '=>2'])(
    '%j is none',
    (text) => {
      expect(parseReleaseRange(text)).toBe(undefined);
    },
  );
});
