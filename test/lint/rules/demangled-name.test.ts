import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'demangled-name';
const leak = (...locations: readonly string[]) =>
  entry('cache of the parser', 'Memcheck:Leak', 'match-leak-kinds: reachable', ...locations);
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each([
  ['fun:operator new(unsigned long)', '_Znwm'],
  ['fun:operator new[](unsigned int)', '_Znaj'],
  ['fun:operator new', '_Znw*'],
  ['fun:operator new[]', '_Zna*'],
  ['fun:operator new*', '_Znw*'],
  ['fun:operator new(size_t)', '_Znw*'],
])('finds an operator that allocates: %s', (line, symbol) => {
  expect(places(rule, leak(line, 'fun:open'))).toEqual([`error 5:8-${4 + line.length}`]);
  expect(suggested(rule, leak(line, 'fun:open'))).toEqual([leak(`fun:${symbol}`, 'fun:open')]);
});

it('takes operators that are inlined for plain names', () => {
  expect(found(rule, cond('fun:operator new', 'fun:operator()', 'fun:operator*'))).toEqual([]);
  expect(found(rule, leak('fun:_Znwm', 'fun:operator new'))).toEqual([]);
  expect(places(rule, cond('fun:operator delete(void*)'))).toEqual(['error 4:8-30']);
});

it.each([
  ['fun:ns::S::f(int)', ['_ZN*2ns1S1fE*']],
  ['fun:foo(char const*)', ['_Z3foo*', 'foo']],
  ['fun:main(int, char**)', ['main']],
  ['fun:foo()', ['_Z3foo*', 'foo']],
  ['fun:malloc()', ['malloc']],
  ['fun:pool_alloc(Pool*)', ['_Z10pool_alloc*', 'pool_alloc']],
  ['fun:strdup(char const*)', ['strdup']],
  ['fun:_Z3fooi()', ['_Z3fooi']],
  ['fun:D main', ['_Dmain']],
  ['fun:std::basic_string<char>::append(char const*)', []],
])('is certain of a name with parameters: %s', (line, symbols) => {
  expect(places(rule, cond(line))).toEqual([`error 4:8-${4 + line.length}`]);
  expect(suggested(rule, cond(line))).toEqual(symbols.map((symbol) => cond(`fun:${symbol}`)));
});

it.each([
  ['fun:std::rt::lang_start', '_*2rt10lang_start*'],
  ['fun:ns::S::f', '_*2ns1S1f*'],
])('warns of a name that only clang may give an inlined call: %s', (line, symbol) => {
  expect(places(rule, cond(line))).toEqual([`warning 4:8-${4 + line.length}`]);
  expect(suggested(rule, cond(line))).toEqual([cond(`fun:${symbol}`)]);
  expect(found(rule, cond(line))[0]!.message).toContain('-gline-tables-only');
});

it('warns where a wildcard in front leaves it open', () => {
  expect(places(rule, cond('fun:*ns::S::f*', 'fun:*foo(int)'))).toEqual(['warning 4:8-18', 'warning 5:8-17']);
});

it('says what to write', () => {
  expect(found(rule, cond('fun:foo(int)'))[0]!.message).toBe(
    '"foo(int)" is a demangled name: Valgrind compares with the symbol, so this line never matches. Write "fun:_Z3foo*" or "fun:foo".',
  );
});

it.each([
  'fun:_ZN2ns1S1fEi',
  'fun:*ns*f*',
  'fun:call_once<fn(), ()>',
  'obj:/opt/a::b(1)/lib.so',
  'fun:(below main)',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});

it('reads names of any length in little time', () => {
  for (const part of ['(', '<', 'a::', 'operator ', '(a)', '&&', 'x '])
    expect(found(rule, cond(`fun:${part.repeat(40_000 / part.length)}`)).length).toBeLessThan(2);
});
