import { describe, expect, test } from 'vitest';
import { allowanceOfAnchors, allowanceOfStack, anchorsIn } from '../../src/minimize/anchors.js';
import { lines } from './make.js';

describe('what the anchors of generalised lines allow a leak entry', () => {
  test.each([
    '... fun:main',
    'fun:malloc',
    'fun:malloc ... fun:g_malloc0',
    '... fun:_dl_init fun:call_init',
    '... fun:g_main_context_dispatch fun:main',
    '... fun:pthread_create* fun:start_thread',
    'fun:_Znwm ...',
    '... obj:*/libglib-2.0.so*',
    'fun:malloc obj:/usr/lib/* obj:/usr/lib*/*.so*',
    '... obj:*/libc.so* obj:*/ld-linux-x86-64.so*',
  ])('%s: nothing', (text) => {
    expect(allowanceOfAnchors(lines(text), true)).toBe('nothing');
  });

  test.each([
    'fun:malloc fun:* fun:g_type_register',
    '... fun:FcInit',
    '... obj:*/libc.so* fun:setlocale',
    '... fun:walk fun:walk',
    '... fun:walk.part.0* ... fun:walk.part.0',
    'fun:malloc obj:*/libglib-2.0.so*',
    'fun:malloc obj:*/libglib-2.0.so* obj:*/libglib-2.0.so*',
    '... obj:*/libglib-2.0.so* obj:*/libgio-2.0.so*',
  ])('%s: kept memory', (text) => {
    expect(allowanceOfAnchors(lines(text), true)).toBe('kept memory');
  });

  test.each([
    'fun:malloc fun:g_malloc fun:FcConfigParse fun:FcInit',
    '... fun:g_array_set_size obj:*/libglib-2.0.so*',
    'fun:ioctl fun:kvm_vm_ioctl fun:kvm_pit_put',
  ])('%s: anything', (text) => {
    expect(allowanceOfAnchors(lines(text), true)).toBe('anything');
  });
});

describe('what they allow an entry for a race', () => {
  test('two different libraries are enough, one is not, nor is one name', () => {
    const allowed = (text: string) => allowanceOfAnchors(lines(text), false);
    expect(allowed('obj:*/libglib-2.0.so* obj:*/libgio-2.0.so*')).toBe('anything');
    expect(allowed('obj:*/libglib-2.0.so* obj:*/libglib-2.0.so*')).toBe('nothing');
    expect(allowed('fun:g_hash_table_insert')).toBe('nothing');
  });

  test('nor are templates of the C++ library for any type, nor a word that goes on', () => {
    const allowed = (text: string) => allowanceOfAnchors(lines(text), false);
    for (const name of [
      '_ZNSt6vectorI*E9push_back*',
      '_ZSt11make_unique*',
      '_ZNKSt3mapI*E4find*',
      'parse*',
    ]) {
      expect([name, allowed(`fun:${name} obj:*/libfoo.so*`)]).toEqual([name, 'nothing']);
      expect([name, allowed(`fun:${name} fun:load*`)]).toEqual([name, 'nothing']);
    }
    expect(allowed('fun:_ZNSt6vectorI*E9push_back* fun:foo_setup')).toBe('anything');
    expect(allowed('fun:_ZNSt8ios_base4InitC1Ev fun:foo_setup')).toBe('anything');
    expect(allowed('fun:foo_parse* obj:*/libfoo.so*')).toBe('anything');
  });

  test('functions that handle the bytes of anybody are no names, nor is what ends the program', () => {
    const allowed = (text: string) => allowanceOfAnchors(lines(text), false);
    const names = ['memmove', '__memcpy_chk', 'strlen', 'stpncpy', 'index', 'wcslen', '_Exit'];
    const variants = ['__strlen_sse2', '__memmove_avx_unaligned_erms', 'strcasecmp_l'];
    for (const name of [...names, ...variants])
      expect([name, allowed(`fun:${name} obj:*/libglib-2.0.so*`)]).toEqual([name, 'nothing']);
    expect(allowed('fun:memmove obj:*/libglib-2.0.so* fun:g_variant_get')).toBe('anything');
    expect(allowed('fun:memchr fun:getdelim')).toBe('anything');
    expect(allowed('fun:memchr')).toBe('nothing');
    expect(allowed('fun:_Exit fun:__run_exit_handlers')).toBe('nothing');
    expect(allowed('fun:memchr ... fun:getdelim')).toBe('anything');
    for (const name of ['strdup', 'stream_open', 'string_append', 'index_of', 'memory_map'])
      expect([name, allowed(`fun:${name} obj:*/libglib-2.0.so*`)]).toEqual([
        name,
        name === 'strdup' ? 'nothing' : 'anything',
      ]);
  });

  test('a long way inside of libraries is enough, a short one or one with a gap is not', () => {
    const allowed = (text: string) => allowanceOfAnchors(lines(text), false);
    const run = (frames: number) => [
      'obj:*/libglib-2.0.so*',
      ...Array<string>(frames - 1).fill('obj:/usr/lib*/*.so*'),
    ];
    expect(allowed(run(6).join(' '))).toBe('anything');
    expect(allowed(run(5).join(' '))).toBe('nothing');
    expect(allowed(['...', ...run(6)].join(' '))).toBe('nothing');
    expect(allowed(Array<string>(6).fill('obj:/usr/lib*/*.so*').join(' '))).toBe('nothing');
  });

  test('an event loop says where it happens as long as no gap is in front of it', () => {
    const allowed = (text: string) => allowanceOfAnchors(lines(text), false);
    expect(allowed('fun:g_main_context_check obj:*/libglib-2.0.so*')).toBe('anything');
    expect(allowed('obj:*/libglib-2.0.so* ... fun:g_main_context_check')).toBe('nothing');
  });
});

test('what the loader keeps is reachable; what it allocates for threads can be lost', () => {
  expect(allowanceOfAnchors(lines('fun:malloc fun:malloc fun:_dl_new_object'), true)).toBe(
    'reachable memory',
  );
});

test('a function and its clones are one anchor', () => {
  expect(anchorsIn(lines('... fun:btr_rec_free* fun:btr_rec_free fun:malloc'))).toHaveLength(1);
});

describe('the exact stack of a finding', () => {
  test.each([
    ['fun:malloc fun:g_malloc obj:*', 'nothing'],
    ['fun:malloc fun:xmalloc fun:main', 'kept memory'],
    ['fun:malloc fun:xmalloc obj:/usr/bin/bash fun:main', 'anything'],
    ['fun:malloc fun:parse fun:main', 'anything'],
    ['fun:main', 'kept memory'],
  ])('%s may hide %s', (text, allowed) => {
    expect(allowanceOfStack(lines(text), false)).toBe(allowed);
  });

  test.each([
    ['fun:strcmp fun:main', 'kept memory'],
    ['fun:malloc fun:getaddrinfo fun:main', 'kept memory'],
    ['fun:malloc fun:getaddrinfo', 'kept memory'],
    ['fun:malloc fun:strdup', 'nothing'],
    ['fun:malloc fun:_dl_map_object fun:_dl_open', 'anything'],
    ['fun:malloc obj:* fun:call_init fun:_dl_init', 'kept memory'],
  ])('%s, with nobody but the C library on it, may hide %s', (text, allowed) => {
    expect(allowanceOfStack(lines(text), true)).toBe(allowed);
  });
});
