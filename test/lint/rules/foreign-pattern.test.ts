import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'foreign-pattern';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each([
  ['fun:foo[0-9]', 'fun:foo?'],
  ['fun:[fg]oo[!a]', 'fun:?oo?'],
  ['obj:*/libfoo.s[o]', 'obj:*/libfoo.s?'],
  ['obj:/usr/lib{32,64}/libfoo.so', 'obj:/usr/lib*/libfoo.so'],
  ['fun:{get,set}_{a,b}', 'fun:*_*'],
  ['fun:^foo$', 'fun:foo'],
  ['fun:"foo"', 'fun:foo'],
  ["obj:'/usr/lib/libfoo.so'", 'obj:/usr/lib/libfoo.so'],
  ['obj:*/libfoo.so.1:12', 'obj:*/libfoo.so.1'],
])('finds %s', (line, instead) => {
  expect(places(rule, cond(line))).toEqual([`warning 4:8-${4 + line.length}`]);
  expect(suggested(rule, cond(line))).toEqual([cond(instead)]);
});

it.each([
  'fun:operator[]',
  'fun:index<[u8]>',
  'fun:{closure#0}',
  'fun:{impl#1}',
  'fun:begin[abi:v160006]',
  'fun:-[NSLock lock]',
  'fun:+[NSBundle main]',
  'fun:core[8f2c]::panic',
  'fun:_ZN4core3ptr*',
  'fun:pick<{a, b}>',
  'fun:"+"',
  'fun:"and"',
  'fun:foo$',
  'obj:/opt/a:1/libfoo.so',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});

it('reads names of any length in little time', () => {
  for (const part of ['[', '[a', '[a]', '{', '{,', '{,}', '.so', '.so:1', '^', '"a'])
    expect(
      found(rule, cond(`fun:${part.repeat(40_000)}`, `obj:/${part.repeat(40_000)}`)).length,
    ).toBeLessThan(3);
});
