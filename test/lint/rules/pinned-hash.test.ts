import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'pinned-hash';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each([
  ['fun:_ZN1r4main17h086b0cfd890a8ea9E', 'fun:_ZN1r4main17h*', 'warning 4:21-38'],
  ['fun:_RNvNtCsgEmfK2I1SDS_4core3fmt5write', 'fun:_RNvNtCs*_4core3fmt5write', 'warning 4:16-27'],
  ['obj:*/libstd-8389830094602f5a.so', 'obj:*/libstd-*.so', 'warning 4:17-33'],
  ['obj:/opt/.build-id/0123456789abcdef0123', 'obj:/opt/.build-id/*', 'warning 4:23-43'],
])('finds the hash in %s', (line, loose, place) => {
  expect(places(rule, cond(line))).toEqual([place]);
  expect(suggested(rule, cond(line))).toEqual([cond(loose)]);
});

it.each([
  'fun:_ZN1r4main17h*',
  'fun:_RNvNtCs*_4core3fmt5write',
  'fun:_ZN3lsl8CRC32cSW8checksumEjNSt3__14spanISt4byteLm18446744073709551615EEE',
  'obj:*/libfoo-20240101.so',
  'obj:*/defaced/libfoo.so',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});
