import { expect, it } from 'vitest';
import type { LintOptions } from '../../../src/lint/lint.js';
import type { RuleOptions } from '../../../src/lint/rule.js';
import { nameWithoutReason } from '../../../src/lint/rules/name-without-reason.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'name-without-reason';
const on = (options: RuleOptions = {}): LintOptions => ({
  levels: new Map([[rule, 'warning']]),
  ruleOptions: new Map([[rule, options]]),
});
const of = (name: string) => entry(name, 'Memcheck:Cond', 'fun:inflate');

it('is silent unless somebody asks', () => {
  expect(found(rule, of('zlib'))).toEqual([]);
});

it('counts words', () => {
  expect(places(rule, of('zlib reads'), on())).toEqual(['warning 2:4-14']);
  expect(places(rule, of('zlib reads ahead'), on())).toEqual([]);
  expect(places(rule, of('zlib'), on({ minWords: 1 }))).toEqual([]);
});

it('looks for what was agreed', () => {
  const options = on({ minWords: 1, pattern: 'bug \\d+|caf\u00e9$' });
  expect(places(rule, of('zlib, bug 12'), options)).toEqual([]);
  expect(places(rule, of('caf\xc3\xa9'), options)).toEqual([]);
  expect(places(rule, of('zlib'), options)).toEqual(['warning 2:4-8']);
  expect(found(rule, of('zlib'), options)[0]!.message).toContain('bug \\d+|caf\xc3\xa9$');
});

it('leaves placeholders to their rule while that one runs', () => {
  expect(found(rule, of('unnamed'), on())).toEqual([]);
  const alone: LintOptions = {
    levels: new Map([
      [rule, 'warning'],
      ['placeholder-name', 'off'],
    ]),
  };
  expect(found(rule, of('unnamed'), alone)).toHaveLength(1);
});

it.each([
  ['', true],
  ['bug \\d+', true],
  ['(', false],
])('knows whether "%s" is a regular expression', (pattern, isOne) => {
  const said = nameWithoutReason.options!['pattern']!.check!(pattern);
  expect(said).toBe(isOne ? undefined : 'a regular expression of JavaScript');
});
