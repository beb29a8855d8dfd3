import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'misread-src';
const cond = (line: string) => entry('unset flag', 'Memcheck:Cond', line);

it.each([
  ['src:a.c:120-135', 'warning 4:12-19', 'this is line 120 of "a.c" alone', 'src:a.c'],
  ['src:a.c:5x', 'warning 4:12-14', 'this is line 5 of "a.c" alone', 'src:a.c'],
  ['src:a.c:*', 'warning 4:12-13', 'it is any line of "a.c"', 'src:a.c'],
  ['src:a.c:', 'warning 4:12-12', 'it is any line of "a.c"', 'src:a.c'],
  ['src:a.c:-5', 'error 4:12-14', 'No line has the number "-5"', 'src:a.c'],
  ['src:C:foo.c:12', 'warning 4:10-18', 'this is any line of "C"', 'src:C?foo.c:12'],
])('says what %s means', (line, place, words, instead) => {
  expect(places(rule, cond(line))).toEqual([place]);
  expect(found(rule, cond(line))[0]!.message).toContain(words);
  expect(suggested(rule, cond(line))).toEqual([cond(instead)]);
});

it('says that some frames have no line', () => {
  expect(places(rule, cond('src:*'))).toEqual(['info 4:4-9']);
  expect(suggested(rule, cond('src:*'))).toEqual([]);
});

it.each([
  'src:a.c',
  'src:a*',
  'src:a.c:12',
  'src:a.c: 12',
  'src:a.c:+12',
  'src:a.c:12:7',
  'src:a.c:12 # note',
  'src:a.c:0',
  'src:*:12',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});
