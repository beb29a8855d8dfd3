import { describe, expect, test } from 'vitest';
import { isSystemObject, roleOf } from '../../src/finding/roles.js';
import { durableLine } from '../../src/minimize/durable.js';

describe('roles', () => {
  test.each([
    ...[
      'malloc',
      'calloc',
      'realloc',
      'memalign',
      'posix_memalign',
      '_Znwm',
      '_Znam',
      'g_malloc0',
      'g_slice_alloc',
    ],
    ...[
      'xmalloc',
      'xstrdup',
      'strndup',
      'PyObject_Malloc',
      'CRYPTO_zalloc',
      'zmalloc_usable',
      'realloc_and_trace',
    ],
  ])('%s is an allocator', (fun) => {
    expect(roleOf({ fun })).toBe('allocator');
  });

  test.each([
    ...[
      'main',
      '(below main)',
      '_dl_init',
      'call_init',
      'start_thread',
      'clone3',
      'pthread_create@@GLIBC_2.34',
      '_GLOBAL__sub_I_one.cc',
      '_Z41__static_initialization_and_destruction_0ii',
      '__static_initialization_and_destruction_0',
      '_ZNSt6thread11_State_implINS_8_InvokerISt5tupleIJPFvvEEEEEE6_M_runEv',
    ],
    ...[
      'g_main_context_dispatch',
      'g_main_loop_run',
      'main_loop_wait',
      'g_thread_proxy',
      'qemu_thread_start',
    ],
  ])('%s is start-up code', (fun) => {
    expect(roleOf({ fun })).toBe('start-up');
  });

  test.each([
    'g_array_set_size',
    'FcConfigParse',
    'gtk_widget_size_allocate_with_baseline',
    'remainder',
    'domain_of',
  ])('%s can anchor an entry', (fun) => {
    expect(roleOf({ fun })).toBe('library');
  });

  test('what has no name is judged by its object', () => {
    expect(roleOf({ fun: '???', obj: '/usr/lib/x86_64-linux-gnu/libc.so.6' })).toBe('system');
    expect(roleOf({ fun: '???', obj: '/usr/lib/libfoo.so.1' })).toBe('library');
    expect(roleOf({ fun: '???', obj: '???' })).toBe('unnamed');
    expect(isSystemObject('/usr/lib/libcairo.so.2')).toBe(false);
  });
});

// Quadratic patterns would take hours on these.
test.each(['.isra', '_alloc', '@x\n', '/libc.', '.so.1', 'alloc_a'])(
  'a name of a megabyte of %j is read',
  (piece) => {
    const name = `${piece.repeat(1_000_000 / piece.length)}!`;
    expect(roleOf({ fun: name })).toBeDefined();
    expect(roleOf({ fun: '???', obj: name })).toBeDefined();
    expect(durableLine({ fun: name })).toMatchObject({ type: 'fun' });
    expect(durableLine({ fun: '???', obj: name })).toMatchObject({ type: 'obj' });
  },
);
