import { expect, it } from 'vitest';
import type { LintOptions } from '../../../src/lint/lint.js';
import { missingMetadata } from '../../../src/lint/rules/missing-metadata.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'missing-metadata';
const cond = entry('unset flag', 'Memcheck:Cond', 'fun:f');
const on = (require?: string): LintOptions => ({
  levels: new Map([[rule, 'warning']]),
  ...(require === undefined ? {} : { ruleOptions: new Map([[rule, { require }]]) }),
});

it('is off unless asked for', () => {
  expect(found(rule, cond)).toEqual([]);
});

it('asks for a reason', () => {
  expect(places(rule, cond, on())).toEqual(['warning 2:4-14']);
  expect(found(rule, `# reason: none\n${cond}`, on())).toEqual([]);
  expect(found(rule, `# reason: none\n\n${cond}`, on())).toHaveLength(1);
});

it('asks for what it is told to', () => {
  expect(found(rule, `# Owner: Ada\n${cond}`, on('owner, Bug,expires'))).toMatchObject([
    { message: 'This entry lacks "# bug:" and "# expires:". Add it in comments above or inside the entry.' },
  ]);
  expect(found(rule, cond, on(''))).toEqual([]);
});

it('leaves what is there and malformed to the rule for that', () => {
  expect(found(rule, `# expires: soon\n${cond}`, on('expires'))).toEqual([]);
});

it.each([
  ['', true],
  ['Reason, bug', true],
  ['reasons', false],
])('knows whether "%s" names metadata', (keys, isKnown) => {
  const said = missingMetadata.options!['require']!.check!(keys);
  expect(said).toBe(
    isKnown ? undefined : 'a list of reason, bug, owner, library, added, expires, valgrind, max',
  );
});
