import { expect, it } from 'vitest';
import { entry, fixed, found, places, suggested } from '../of-rule.js';

const rule = 'redundant-wildcard';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it('removes "..." at the end and doubled ones', () => {
  const bytes = cond('...', '...', '# why', '...', 'fun:f', '...', '# end', '...');
  expect(places(rule, bytes)).toEqual(['info 4:4-7', 'info 5:4-7', 'info 9:4-7', 'info 11:4-7']);
  expect(fixed(bytes)).toBe(cond('# why', '...', 'fun:f', '# end'));
});

it('leaves those in the middle of an entry that is cut, where another line would count then', () => {
  const bytes = cond('fun:f', '...', '...', 'fun:g', 'fun:h', '...');
  expect(places(rule, bytes, { numCallers: 4 })).toEqual(['info 5:4-7', 'info 9:4-7']);
  expect(fixed(bytes, { numCallers: 4 })).toBe(cond('fun:f', '...', '...', 'fun:g', 'fun:h'));
  expect(suggested(rule, bytes, { numCallers: 4 })).toEqual([cond('fun:f', '...', 'fun:g', 'fun:h', '...')]);
});

it('leaves those that are the last to count before what is no location, or has no end', () => {
  for (const bytes of [
    cond('fun:f', '...', 'func:oops'),
    cond('fun:f', '...', '...', 'fun:g', 'func:oops'),
    cond('fun:f', 'fun:g', '...').replace(/}\n$/, ''),
    cond('fun:f', '...').replace(/}\n$/, cond('fun:g')),
  ]) {
    expect(found(rule, bytes, { numCallers: 2 })).toMatchObject([{ fix: null, suggestions: [{}] }]);
    expect(fixed(bytes, { numCallers: 2 })).toBe(bytes);
  }
});

it('writes one star for several', () => {
  const bytes = cond('fun:**f***', 'obj:*/libz.so**', 'fun:f<char**>', 'fun:f<**>');
  expect(places(rule, bytes)).toEqual(['info 4:8-10', 'info 4:11-14', 'info 5:17-19', 'info 7:10-12']);
  expect(fixed(bytes)).toBe(cond('fun:*f*', 'obj:*/libz.so*', 'fun:f<char**>', 'fun:f<*>'));
});

it('leaves wildcards that ask for a frame', () => {
  expect(found(rule, cond('...', 'fun:*', '...', 'fun:f', 'obj:*', 'fun:*'))).toEqual([]);
});

it('looks at lines as long as Valgrind takes', () => {
  const long = '**a'.repeat(16_000);
  expect(found(rule, cond(`fun:${long}`, `fun:${long}b`, `fun:${long}c`))).toHaveLength(48_000);
});
