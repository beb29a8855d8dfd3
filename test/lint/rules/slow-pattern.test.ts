import { expect, it } from 'vitest';
import { entry, found, places } from '../of-rule.js';

const rule = 'slow-pattern';
const cond = (...locations: readonly string[]) => entry('callbacks', 'Memcheck:Cond', ...locations);
const gaps = (count: number, line = 'fun:tk_*') => Array.from({ length: count }, () => ['...', line]).flat();

it('tells how many steps it takes', () => {
  expect(places(rule, cond(...gaps(4), '...', 'fun:app'))).toEqual(['warning 2:4-13']);
  expect(found(rule, cond(...gaps(4), '...', 'fun:app'))[0]!.message).toBe(
    'Valgrind may take 1,724,378 steps to compare this entry with a stack of 40 frames, and 4,758 with one of 12. Use fewer "...", or names that fit fewer functions.',
  );
});

it('asks for the depth at which the set is used', () => {
  const bytes = cond(...gaps(3), '...', 'fun:app');
  expect(found(rule, bytes)).toEqual([]);
  expect(places(rule, bytes, { numCallers: 100 })).toEqual(['warning 2:4-13']);
});

it('takes two wildcards for one where they mean one', () => {
  const doubled = gaps(2).flatMap((line) => (line === '...' ? [line, line, line] : [line]));
  expect(found(rule, cond(...doubled, '...', 'fun:app', '...', '...'), { numCallers: 100 })).toEqual([]);
});

it.each([
  [gaps(6, 'fun:app')],
  [['fun:malloc', ...['a', 'b', 'c', 'd', 'e'].flatMap((name) => ['...', `fun:${name}`])]],
  [[...gaps(3), 'fun:app']],
])('does not mind what is fast', (locations) => {
  expect(found(rule, cond(...locations))).toEqual([]);
});

it('finds names with too many stars', () => {
  const bytes = cond('fun:*a*a*a*b', 'fun:_ZN*QList*append*QString*foo*', 'obj:/usr/*lib*/libXaw*so*');
  expect(places(rule, bytes)).toEqual(['warning 4:8-16']);
  expect(found(rule, bytes)[0]!.message).toContain('with a single name of 200 bytes');
});

it('says large numbers in words', () => {
  expect(found(rule, cond(...gaps(5), '...', 'fun:app'), { numCallers: 100 })[0]!.message).toContain(
    '3 thousand million',
  );
  expect(found(rule, cond(...gaps(9), '...', 'fun:app'), { numCallers: 500 })[0]!.message).toContain(
    'more than a million million',
  );
});
