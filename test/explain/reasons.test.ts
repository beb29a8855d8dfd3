import { expect, test } from 'vitest';
import { createComparer } from '../../src/explain/compare.js';
import type { Frame } from '../../src/finding/finding.js';
import { lineMatches, type FrameLine } from '../../src/match/overlay.js';
import { formatLocation } from '../../src/suppression/location.js';
import { framePattern } from '../match/make.js';

const libc = '/usr/lib/x86_64-linux-gnu/libc.so.6';
const cpp = { fun: '_ZN2ns1S4peekEi', demangled: 'ns::S::peek(int)' };
const vector = '_ZNSt6vectorIiSaIiEE9push_backERKi';

/** A line, the frame it does not match, the line that would do, and a word of the reason. */
const cases: readonly (readonly [line: string, frame: Frame, instead: string | undefined, why: string])[] = [
  // The matcher compares the mangled name.
  ['fun:ns::S::peek(int)', cpp, 'fun:_ZN2ns1S4peekEi', 'mangled'],
  ['fun:ns::S::peek', cpp, 'fun:_ZN2ns1S4peekEi', 'mangled'],
  ['fun:peek', cpp, 'fun:_ZN2ns1S4peekEi', 'mangled'],
  ['fun:ns::*', cpp, 'fun:_ZN2ns1S4peekEi', 'mangled'],
  ['fun:lose', { fun: '_Z4losev' }, 'fun:_Z4losev', 'mangled'],
  [
    'fun:int ns::pick<int>(int const*)',
    { fun: '_ZN2ns4pickIiEEiPKT_', demangled: 'int ns::pick<int>(int const*)' },
    'fun:_ZN2ns4pickIiEEiPKT_',
    'mangled',
  ],
  [
    'fun:ns::pick<int>',
    { fun: '_ZN2ns4pickIiEEiPKT_', demangled: 'int ns::pick<int>(int const*)' },
    'fun:_ZN2ns4pickIiEEiPKT_',
    'mangled',
  ],
  [
    'fun:ns::S::peek',
    { fun: '_ZNKR2ns1S4peekEi', demangled: 'ns::S::peek(int) const &' },
    'fun:_ZNKR2ns1S4peekEi',
    'mangled',
  ],
  [
    'fun:ns::f',
    { fun: '_ZN2ns1fEi.part.0.cold', demangled: 'ns::f(int) [clone .part.0] [clone .cold]' },
    'fun:_ZN2ns1fEi.part.0.cold',
    'mangled',
  ],
  ['fun:ns::f', { demangled: 'ns::f(int)' }, undefined, '--gen-suppressions=all'],
  ['fun:ns::f(int)', { demangled: 'ns::f(int)' }, undefined, '--gen-suppressions=all'],
  // Inlined calls have none.
  ['fun:_ZN2ns1S4peekEi', { fun: 'peek', inlined: true }, 'fun:peek', 'inlined'],
  ['fun:ns::S::peek', { fun: 'peek', inlined: true }, 'fun:peek', 'inlined'],
  // Other builds.
  ['fun:pthread_create', { fun: 'pthread_create@@GLIBC_2.34' }, 'fun:pthread_create*', 'version'],
  ['fun:pthread_create@@GLIBC_2.2.5', { fun: 'pthread_create' }, 'fun:pthread_create*', 'version'],
  ['fun:f.part.0', { fun: 'f.part.1' }, 'fun:f*', 'clone'],
  ['fun:parse', { fun: 'parse.constprop.0' }, 'fun:parse*', 'clone'],
  [
    'fun:_ZN3foo3bar17h0123456789abcdefE',
    { fun: '_ZN3foo3bar17hfedcba9876543210E' },
    'fun:_ZN3foo3bar17h*',
    'hash',
  ],
  [
    `fun:${vector}`,
    { fun: '_ZNSt6vectorIlSaIlEE9push_backERKl' },
    'fun:_ZNSt6vectorI*E9push_back*',
    'template',
  ],
  // Start code.
  ['fun:__libc_start_main', { fun: '(below main)' }, 'fun:(below main)', '--show-below-main'],
  [
    'fun:(below main)',
    { fun: '__libc_start_main@@GLIBC_2.34' },
    'fun:__libc_start_main*',
    '--show-below-main',
  ],
  // Functions that Valgrind replaces.
  ['fun:memcpy', { fun: 'memmove' }, 'fun:memmove', 'replaces'],
  ['fun:operator new(unsigned long)', { fun: '_Znwm' }, 'fun:_Znwm', 'operators'],
  ['fun:operator new[]', { fun: '_Znam' }, 'fun:_Znam', 'operators'],
  ['fun:__builtin_vec_delete', { fun: '_ZdaPv' }, 'fun:_ZdaPv', 'operators'],
  ['fun:new*', { demangled: 'operator new(unsigned long)' }, 'fun:_Znwm', 'operators'],
  // Names that are nearly the same.
  ['fun:g_malloc', { fun: 'g_malloc0' }, 'fun:g_malloc*', 'goes on'],
  ['fun:g_malloc0', { fun: 'g_malloc' }, 'fun:g_malloc*', 'ends before'],
  ['fun:Foo_Bar', { fun: 'foo_bar' }, 'fun:foo_bar', 'case'],
  ['fun:g_slist_apend', { fun: 'g_slist_append' }, 'fun:g_slist_append', 'nearly'],
  ['fun:_ZN2ns1fEi', { fun: '_ZN2ns1fEl' }, 'fun:_ZN2ns1fE*', 'parameters'],
  ['fun:malloc', { fun: 'calloc' }, 'fun:*alloc', 'allocates'],
  ['fun:g_realloc', { fun: 'realloc_and_trace' }, 'fun:*alloc*', 'allocates'],
  // Blanks, comments, regular expressions.
  ['fun: foo', { fun: 'foo' }, 'fun:foo', 'blank'],
  ['fun:foo # the usual', { fun: 'foo' }, 'fun:foo', 'comment'],
  ['fun:g_.*', { fun: 'g_strdup' }, 'fun:g_*', 'regular expressions'],
  [
    'obj:.*/libfoo\\.so.*',
    { fun: 'f', obj: '/usr/lib/libfoo.so.1' },
    'obj:*/libfoo.so*',
    'regular expressions',
  ],
  // Objects.
  ['obj:/lib/x86_64-linux-gnu/libc.so.6', { obj: libc }, 'obj:*/libc.so.6', 'links'],
  ['obj:/usr/lib/libfoo.so.1.2', { obj: '/usr/lib/libfoo.so.1.3' }, 'obj:*/libfoo.so*', 'version'],
  ['obj:libc.so*', { obj: libc }, 'obj:*/libc.so*', 'whole path'],
  ['obj:libc', { obj: libc }, 'obj:*/libc.so*', 'whole path'],
  ['obj:/usr/lib/libfoo.so', { obj: '???' }, undefined, '--keep-debuginfo'],
  ['obj:/usr/lib/libfoo.so', { fun: 'f', file: 'f.c', line: 1 }, 'fun:f', '--xml=yes'],
  ['obj:/usr/lib/libfoo.so', { demangled: 'f()' }, undefined, '--xml=yes'],
  ['fun:internal', { fun: '???', obj: libc }, undefined, 'stripped'],
  ['fun:internal', { fun: '???', obj: '???' }, undefined, '--keep-debuginfo'],
  // Sources.
  ['src:f.c', { fun: 'f', file: null }, 'fun:f', 'line information'],
  ['src:f.c:12', { fun: 'f', file: 'f.c', line: 14 }, 'src:f.c', 'line'],
  ['src:lib/f.c:14', { fun: 'f', file: 'f.c', line: 14 }, 'src:f.c:14', 'directories'],
];

test.each(cases)('%s is not %j', (text, frame, instead, why) => {
  const line = framePattern(text) as FrameLine;
  expect(lineMatches(line, frame, false)).not.toBe('yes');
  const reason = createComparer().reason(line, frame, false);
  expect(reason?.why).toContain(why);
  expect(reason?.instead && formatLocation(reason.instead)).toBe(instead);
  if (reason?.instead) expect(lineMatches(reason.instead as FrameLine, frame, false)).toBe('yes');
});

test('behind an inlined call nobody knows what src: sees', () => {
  const frame = { fun: 'outer', file: 'f.c', line: 3 };
  const reason = createComparer().reason(framePattern('src:f.c') as FrameLine, frame, true)!;
  expect(reason.why).toContain('inlined');
  expect(reason.instead).toEqual({ type: 'fun', pattern: 'outer' });
});

test.each([
  ['fun:foo', { fun: 'bar' }],
  ['fun:free', { fun: 'freeaddrinfo' }],
  ['fun:type_register_static', { fun: 'g_type_register_static' }],
  ['fun:read', { fun: 'send' }],
  ['obj:*/liba.so*', { obj: '/usr/lib/libb.so' }],
  ['src:a.c', { fun: 'f', file: 'b.c', line: 1 }],
] as const)('there is nothing to say of %s and %j', (text, frame) => {
  expect(createComparer().reason(framePattern(text) as FrameLine, frame, false)).toBe(undefined);
});

test('names of any length are looked at in little time', () => {
  const long = 'a_'.repeat(25_000);
  const frame = { fun: `${long}b`, demangled: `${'<('.repeat(20_000)}`, obj: `/${long}`, file: long };
  const comparer = createComparer();
  for (const text of [`fun:${long}`, `fun: ${' '.repeat(40_000)}x`, `obj:${long}`, `src:${long}x`])
    expect(comparer.reason(framePattern(text) as FrameLine, frame, false)?.why ?? '').not.toContain('nearly');
});
