import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'crashes-valgrind';

it('finds the kind of Helgrind that aborts it, and offers to remove the entry', () => {
  const good = entry('race of the cache', 'Helgrind:Race', 'fun:cache_get');
  const bad = entry('freed while locked', 'Helgrind:FreeMemLock', 'fun:free');
  expect(places(rule, `${good}\n${bad}`)).toEqual(['error 9:4-24']);
  expect(suggested(rule, `${good}\n${bad}`)).toEqual([good]);
});

it('finds a fishy value that does not say which one it is, and offers those that fit', () => {
  const bare = (...lines: string[]) => entry('asks for too much', 'Memcheck:FishyValue', ...lines);
  expect(places(rule, bare('fun:calloc', 'fun:f'))).toEqual(['error 3:4-23']);
  expect(suggested(rule, bare('fun:calloc', 'fun:f'))).toEqual([
    bare('calloc(nmemb)', 'fun:calloc', 'fun:f'),
    bare('calloc(size)', 'fun:calloc', 'fun:f'),
  ]);
  expect(suggested(rule, bare('fun:_Znam', 'fun:f'))).toEqual([
    bare('__builtin_vec_new(size)', 'fun:_Znam', 'fun:f'),
    bare('__builtin_vec_new_aligned(size)', 'fun:_Znam', 'fun:f'),
  ]);
  expect(suggested(rule, bare('...', 'fun:f'))).toEqual([]);
  expect(found(rule, bare('malloc(size)', 'fun:malloc', 'fun:f'))).toEqual([]);
});

it('ends the line that it offers as the others end', () => {
  const bytes = entry('asks for too much', 'Memcheck:FishyValue', 'fun:malloc', 'fun:f').replaceAll(
    '\n',
    '\r\n',
  );
  expect(suggested(rule, bytes)).toEqual([bytes.replace('fun:malloc', 'malloc(size)\r\n   fun:malloc')]);
});

it('says nothing to tools that skip the entry', () => {
  const bad = entry('freed while locked', 'Helgrind:FreeMemLock', 'fun:free');
  expect(found(rule, bad, { tools: ['memcheck', 'drd'] })).toEqual([]);
});
