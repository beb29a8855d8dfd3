import { expect, it } from 'vitest';
import { costOfLines, costOfName } from '../../src/lint/worst-case.js';
import { lines } from '../minimize/make.js';

const repeated = (count: number) => lines(`${'... fun:f* '.repeat(count)}... fun:g`);

it('finds how the steps multiply with depth and with gaps', () => {
  expect([12, 24, 40, 100].map((depth) => costOfLines(repeated(4), depth))).toEqual([
    4_758, 136_810, 1_724_378, 166_926_942,
  ]);
  expect([1, 2, 3].map((count) => costOfLines(repeated(count), 40))).toEqual([1_722, 23_042, 225_582]);
});

it('takes the lines before the first gap as they are', () => {
  const behind = [...lines('fun:malloc fun:g_malloc'), ...repeated(4)];
  expect(costOfLines(behind, 42)).toBe(costOfLines(repeated(4), 40) + 2);
});

it('needs frames that fit many lines, and a line that they do not fit', () => {
  const apart = costOfLines(lines('... fun:a ... fun:b ... fun:c ... fun:d ... fun:e'), 40);
  const alike = costOfLines(lines('... fun:a* ... fun:a* ... fun:a* ... fun:a* ... fun:e'), 40);
  expect(apart * 20).toBeLessThan(alike);
  expect(costOfLines(lines('... fun:* ... fun:* ... fun:* ... fun:*'), 40)).toBeLessThan(20);
});

it('looks at functions, objects and sources together', () => {
  const mixed = lines('... obj:*/libgtk* ... fun:gtk_* ... src:gtk*.c ... obj:*/libgtk* ... fun:main');
  expect(costOfLines(mixed, 40)).toBe(costOfLines(repeated(4), 40));
});

it('counts for names what stars cost', () => {
  expect(costOfName('plain')).toBe(0);
  expect(costOfName('_ZN4Poco*')).toBeLessThan(500);
  expect(costOfName('*a*a*a*b')).toBeGreaterThan(50_000_000);
  expect(costOfName('*****x')).toBeGreaterThan(1e9);
  expect(costOfName('?*?*?*?*y')).toBeGreaterThan(50_000_000);
});

it('leaves alone what nobody writes', () => {
  expect(costOfName(`${'a'.repeat(2000)}*b*c*d`)).toBe(0);
  expect(costOfLines([...repeated(4), { type: 'fun', pattern: 'a'.repeat(2000) }], 40)).toBe(0);
  const long = Array.from({ length: 50_000 }, (_, at) => lines(`... fun:a*${at}`)).flat();
  expect(costOfLines(long, 500)).toBeGreaterThan(0);
});
