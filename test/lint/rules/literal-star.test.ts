import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'literal-star';
const on = { levels: new Map([[rule, 'info' as const]]) };
const make = (...locations: readonly string[]) => entry('counter', 'drd:MutexErr', ...locations);

it('says nothing unless it is asked to', () => {
  expect(found(rule, make('fun:pthread_mutex_lock@*'))).toEqual([]);
});

it.each([
  ['fun:pthread_mutex_lock@*', 'fun:pthread_mutex_lock@?', 'info 4:27-28'],
  ['fun:operator*', 'fun:operator?', 'info 4:16-17'],
  ['fun:operator->*', 'fun:operator->?', 'info 4:18-19'],
  ['fun:push<char const*>', 'fun:push<char const?>', 'info 4:23-24'],
  ['fun:push<char**, int*>', 'fun:push<char??, int?>', 'info 4:17-25'],
])('finds the star of the name in %s', (line, exact, place) => {
  expect(places(rule, make(line), on)).toEqual([place]);
  expect(suggested(rule, make(line), on)).toEqual([make(exact)]);
});

it.each([
  'fun:g_*',
  'fun:pthread_*@*',
  'fun:push<*>',
  'fun:push<int, *>',
  'fun:operator new*',
  'obj:*/libz.so*',
])('takes %s for a wildcard', (line) => {
  expect(found(rule, make(line), on)).toEqual([]);
});
