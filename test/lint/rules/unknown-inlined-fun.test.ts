import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'unknown-inlined-fun';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);
const bytes = cond('fun:f', 'fun:UnknownInlinedFun', 'fun:g', 'fun:UnknownInlinedFun');

it('finds the placeholder, once an entry', () => {
  expect(places(rule, bytes)).toEqual(['warning 5:8-25']);
  expect(suggested(rule, bytes)).toEqual([cond('fun:f', 'fun:*', 'fun:g', 'fun:*')]);
});

it('says what it is in the version that is asked for', () => {
  expect(found(rule, bytes)[0]!.message).toContain('matches nothing');
  expect(found(rule, bytes, { version: '3.19' })[0]!.message).toContain('later versions know the true one');
});

it('looks at whole names only', () => {
  expect(found(rule, cond('fun:UnknownInlinedFunction', 'fun:*InlinedFun', 'obj:UnknownInlinedFun'))).toEqual(
    [],
  );
});
