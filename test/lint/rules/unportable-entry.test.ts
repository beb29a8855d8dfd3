import { expect, it } from 'vitest';
import type { LintOptions } from '../../../src/lint/lint.js';
import { unportableEntry } from '../../../src/lint/rules/unportable-entry.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'unportable-entry';
const oldest = (version: string): LintOptions => ({
  ruleOptions: new Map([[rule, { oldest: version }]]),
});
const realloc = entry('a buffer that may be empty', 'Memcheck:ReallocZero', 'fun:realloc', 'fun:f');

it('says nothing unless somebody tells the oldest version', () => {
  expect(found(rule, realloc)).toEqual([]);
  expect(found(rule, realloc, oldest('3.21'))).toEqual([]);
  expect(places(rule, realloc, oldest('3.20'))).toEqual(['error 3:13-24']);
  expect(found(rule, realloc, oldest('3.20'))[0]).toMatchObject({
    tools: ['memcheck'],
    valgrind: { message: 'unknown tool suppression type', line: 3 },
  });
});

it('finds whatever the oldest version refuses', () => {
  const src = entry('zlib', 'Memcheck,Helgrind:Cond', 'src:zlib.c', 'fun:f');
  expect(places(rule, src, { ...oldest('3.13'), tools: ['memcheck'] })).toEqual(['error 4:4-14']);
  const leak = entry('cache', 'Memcheck:Leak', 'match-leak-kinds: reachable', 'fun:malloc');
  expect(places(rule, leak, oldest('3.8'))).toEqual(['error 4:4-31']);
  const long = entry('deep', 'Memcheck:Cond', ...Array.from({ length: 25 }, (_, at) => `fun:f${at}`));
  expect(places(rule, long, { ...oldest('3.11'), numCallers: 30 })).toEqual(['error 28:4-11']);
  expect(places(rule, long, oldest('3.11'))).toEqual([]);
});

it('knows that old versions skip core errors, all but one', () => {
  const core = entry('left open', 'CoreError:FdBadUse', 'fun:f');
  expect(found(rule, core, oldest('3.22'))).toEqual([]);
  expect(found(rule, core, oldest('3.24'))[0]!.tools).toEqual(['memcheck', 'helgrind', 'drd']);
});

it('does not repeat what the version of the set refuses, too', () => {
  expect(found(rule, realloc, { ...oldest('3.18'), version: '3.19' })).toEqual([]);
});

it.each([
  ['', true],
  ['3.18', true],
  ['3.28.0.GIT', true],
  ['three', false],
  ['2.4', false],
])('knows whether "%s" is a version', (version, isOne) => {
  const said = unportableEntry.options!['oldest']!.check!(version);
  expect(said).toBe(isOne ? undefined : 'a version of Valgrind from 3.5.0 on, such as 3.18');
});
