import { expect, it } from 'vitest';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'pinned-version';
const cond = (...locations: readonly string[]) => entry('unset flag', 'Memcheck:Cond', ...locations);

it.each([
  ['obj:/usr/lib/libgtk-3.so.0.2404.29', 'obj:/usr/lib/libgtk-3.so*', 'info 4:28-38'],
  ['obj:*libXt.so.6.0', 'obj:*libXt.so*', 'info 4:17-21'],
  ['obj:/*lib/libasound.so.2.0.0', 'obj:/*lib/libasound.so*', 'info 4:26-32'],
  ['obj:*/ld-2.31.so', 'obj:*/ld-*.so*', 'info 4:13-20'],
  ['obj:/lib/libpthread-2.10.1.so', 'obj:/lib/libpthread-*.so*', 'info 4:24-33'],
  ['fun:pthread_create@@GLIBC_2.34', 'fun:pthread_create*', 'info 4:22-34'],
  ['fun:pthread_cond_*@GLIBC_2.3.2', 'fun:pthread_cond_*', 'info 4:22-34'],
])('finds the version in %s', (line, loose, place) => {
  expect(places(rule, cond(line))).toEqual([place]);
  expect(suggested(rule, cond(line))).toEqual([cond(loose)]);
});

it('says all of an entry at once', () => {
  const bytes = cond('obj:*/libz.so.1.2.11', 'fun:f', 'obj:*/libz.so.1.2.11', 'fun:dlopen@@GLIBC_2.2.5');
  expect(found(rule, bytes)).toMatchObject([
    {
      ...{ line: 4, suggestions: [{ description: 'write "obj:*/libz.so*", and the like in 2 more lines' }] },
      related: [{ line: 7, column: 14, message: 'So is this.' }],
    },
  ]);
  expect(suggested(rule, bytes)).toEqual([cond('obj:*/libz.so*', 'fun:f', 'obj:*/libz.so*', 'fun:dlopen*')]);
});

it.each([
  'obj:*/libgtk-3.so*',
  'obj:*/libglib-2.0.so.0',
  'obj:*/libc.so.6',
  'obj:*/ld-2.*.so',
  'obj:*/libz.so.1.2.*',
  'obj:*/libtk8.4.so',
  'obj:*/libdb-5.3.so',
  'fun:pthread_create@@*',
  'fun:pthread_create@*',
  'fun:pthread_create@@GLIBC_2.*',
  'fun:user@host',
])('takes %s as it is', (line) => {
  expect(found(rule, cond(line))).toEqual([]);
});
