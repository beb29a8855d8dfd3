import { expect, it } from 'vitest';
import { entry, found, places } from '../of-rule.js';

const rule = 'over-broad';
const make = (kind: string, locations: string) =>
  kind === 'Leak'
    ? entry('unclear', 'Memcheck:Leak', 'match-leak-kinds: definite,reachable', ...locations.split(' '))
    : entry('unclear', kind, ...locations.split(' '));

it.each([
  ['Leak', 'fun:malloc', 'every still reachable or definite leak, whoever calls "fun:malloc"'],
  ['Leak', '... fun:_Znwm ...', 'whoever calls "fun:_Znwm"'],
  ['Leak', 'fun:malloc ... fun:main', 'whatever it is that "fun:main" runs'],
  ['Leak', '... fun:_dl_init obj:*/ld-*.so*', 'whatever it is that "fun:_dl_init" runs'],
  [
    'Leak',
    'fun:malloc ... fun:call_init.part.0 fun:_dl_init',
    'whatever it is that "fun:call_init.part.0" runs',
  ],
  ['Leak', 'fun:*alloc ... fun:dlopen@@GLIBC_2.2.5', 'whatever it is that "fun:dlopen@@GLIBC_2.2.5" runs'],
  [
    'Leak',
    'fun:malloc ... fun:g_main_context_dispatch',
    'whatever it is that "fun:g_main_context_dispatch" runs',
  ],
  ['Leak', 'fun:malloc obj:*/libc.so.6', 'whoever calls the C library'],
  ['Leak', 'fun:malloc obj:*libc*', 'whoever calls the C library'],
  ['Leak', 'fun:malloc obj:*', 'whoever calls "fun:malloc"'],
  ['Leak', 'fun:malloc obj:/usr/lib/*.so*', 'whoever calls'],
  ['Memcheck:Cond', 'fun:*', 'every error of the kind Memcheck:Cond, in any program'],
  ['Memcheck:Cond', 'obj:*', 'in any program'],
  ['Memcheck:Cond', 'fun:_Z*', 'in any program'],
  ['Memcheck:Cond', '... obj:*/ld-*.so*', 'whatever it is that "obj:*/ld-*.so*" runs'],
  ['Memcheck:Addr8', 'fun:strlen', 'every error of the kind Memcheck:Addr8, whoever calls "fun:strlen"'],
  ['Memcheck:Addr8', 'fun:__memcpy_avx_unaligned_erms ...', 'whoever calls'],
  ['Memcheck:Addr4', 'obj:/lib/arm-linux-gnueabihf/libc-2.*.so', 'whoever calls the C library'],
  ['Memcheck:Free', 'fun:free', 'whoever calls "fun:free"'],
  ['Memcheck:Cond', 'obj:* fun:start_thread', 'whatever it is that "fun:start_thread" runs'],
  ['Memcheck:Cond', 'src:*', 'in any program'],
  ['drd:ConflictingAccess', '... fun:exit', 'whatever it is that "fun:exit" runs'],
  ['Helgrind:Race', 'fun:???', 'in any program'],
  // Patterns mean all that they fit.
  ['Leak', 'fun:?alloc', 'whoever calls "fun:?alloc"'],
  ['Leak', 'fun:*lloc', 'whoever calls "fun:*lloc"'],
  ['Leak', 'fun:m?lloc ...', 'whoever calls "fun:m?lloc"'],
  ['Leak', 'fun:_Z?w?', 'whoever calls "fun:_Z?w?"'],
  ['Leak', 'fun:malloc fun:m*', 'whoever calls "fun:m*"'],
  ['Leak', '... fun:m*', 'whoever calls "fun:m*"'],
  ['Leak', '... fun:ma?n', 'whatever it is that "fun:ma?n" runs'],
  ['Leak', '... fun:_dl_*', 'whatever it is that "fun:_dl_*" runs'],
  ['Leak', '... fun:_ZN10QEventLoop*', 'whatever it is that "fun:_ZN10QEventLoop*" runs'],
  ['Memcheck:Cond', 'fun:str*', 'whoever calls "fun:str*"'],
  ['Memcheck:Overlap', 'fun:mem*cpy', 'whoever calls "fun:mem*cpy"'],
  ['Memcheck:Cond', 'src:?*', 'in any program'],
  ['Memcheck:Cond', 'src:*.c', 'in any program'],
  // A directory is neither the C library nor the loader.
  ['Memcheck:Cond', 'obj:/opt/app/*', 'in whatever "obj:/opt/app/*" fits'],
  ['Helgrind:Race', 'obj:/opt/app/*', 'in whatever "obj:/opt/app/*" fits'],
  ['Helgrind:Race', 'obj:/usr/bin/*', 'in whatever "obj:/usr/bin/*" fits'],
  ['Helgrind:Race', 'obj:/lib/*', 'in any program'],
])('finds %s %s', (kind, locations, hidden) => {
  expect(places(rule, make(kind, locations))).toEqual(['warning 2:4-11']);
  expect(found(rule, make(kind, locations))[0]!.message).toContain(hidden);
});

it.each([
  // A name or a library says whose it is.
  ['Leak', 'fun:malloc ... fun:g_type_init'],
  ['Leak', 'fun:malloc obj:*/libfontconfig.so*'],
  ['Leak', 'fun:malloc ... fun:setlocale ... fun:main'],
  ['Memcheck:Cond', 'obj:/usr/bin/bash'],
  ['Memcheck:Cond', 'src:inflate.c'],
  ['Memcheck:Cond', 'src:inflate*.c'],
  ['Leak', 'fun:?alloc ... fun:m*_type_init'],
  ['Leak', '... fun:png_*'],
  ['Leak', '... fun:getpwnam*'],
  ['Memcheck:Cond', 'fun:*dlsym'],
  ['Memcheck:Param', 'fun:write fun:main'],
  // The loader has errors of its own, and asks for memory.
  ['Memcheck:Cond', 'fun:_dl_relocate_object'],
  ['Memcheck:Cond', 'obj:*/ld-2.*.so obj:*/ld-2.*.so'],
  ['Memcheck:Cond', 'fun:index obj:* fun:_dl_map_object'],
  ['Memcheck:Cond', 'fun:* fun:_dl_new_object fun:_dl_map_object'],
  ['Memcheck:Addr8', 'obj:*/libc-2.*.so obj:*/ld-2.*.so'],
  ['Leak', 'fun:calloc ... fun:_dl_allocate_tls ... fun:pthread_create*'],
  ['Leak', '... fun:allocate_stack'],
  ['Leak', 'fun:malloc obj:/lib/libdl-2.*.so'],
  ['Leak', 'fun:malloc fun:_dl_init'],
  ['Leak', 'fun:malloc fun:_dl_*'],
  // So have the parts of the C library, to the tools for threads.
  ['Helgrind:Race', 'obj:*/libpthread-2.*so*'],
  ['drd:ConflictingAccess', 'fun:pthread_create*'],
  // Allocators are to blame for what is no leak.
  ['Memcheck:Addr4', 'fun:PyObject_Realloc'],
  ['Helgrind:Race', 'fun:malloc'],
  // What main itself does cannot be said more narrowly.
  ['Leak', 'fun:malloc fun:main'],
  ['Memcheck:Cond', 'fun:strlen fun:main'],
])('does not find %s %s', (kind, locations) => {
  const bytes = kind.endsWith('Param')
    ? entry('unclear', kind, 'write(buf)', ...locations.split(' '))
    : make(kind, locations);
  expect(found(rule, bytes)).toEqual([]);
});

it('judges the entry as it is written, not as it is cut', () => {
  const bytes = make('Leak', 'fun:malloc fun:malloc fun:g_type_init');
  expect(found(rule, bytes, { numCallers: 2 })).toEqual([]);
  expect(found('longer-than-num-callers', bytes, { numCallers: 2 })).toHaveLength(1);
});
