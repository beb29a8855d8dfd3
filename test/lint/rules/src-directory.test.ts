import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'src-directory';
const cond = (line: string) => entry('unset flag', 'Memcheck:Cond', line);

it.each([
  ['src:/usr/src/zlib/inflate.c:12', 'src:inflate.c:12', 'warning 4:8-22'],
  ['src:*/inflate.c', 'src:inflate.c', 'info 4:8-10'],
  ['src:zlib/inflate.*', 'src:inflate.*', 'info 4:8-13'],
])('finds the directory in %s', (line, base, place) => {
  expect(places(rule, cond(line))).toEqual([place]);
  expect(suggested(rule, cond(line))).toEqual([cond(base)]);
});

it('has nothing to suggest for a directory with all that is in it', () => {
  expect(places(rule, cond('src:/usr/src/zlib/'))).toEqual(['warning 4:8-22']);
  expect(suggested(rule, cond('src:/usr/src/zlib/'))).toEqual([]);
});

it.each([
  'src:inflate.c',
  'src:library/core/src/ops/function.rs',
  'src:src/lib.rs:5',
  'src:library/*',
  'obj:/a/b',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});
