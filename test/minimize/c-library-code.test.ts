import { describe, expect, test } from 'vitest';
import { isOfCLibrary } from '../../src/minimize/c-library-code.js';

/** As Valgrind prints them in text logs where the C library has debug information. */
const printed: readonly (readonly [fun: string, file: string])[] = [
  ['(below main)', 'libc_start_call_main.h'],
  ['__libc_start_main@@GLIBC_2.34', 'libc-start.c'],
  ['call_init.part.0', 'dl-init.c'],
  ['call_init', 'libc-start.c'],
  ['_dl_catch_exception', 'dl-error-skeleton.c'],
  ['_dl_call_fini', 'dl-call_fini.c'],
  ['fillin_rpath.isra.0', 'dl-load.c'],
  ['dlopen_implementation', 'dlopen.c'],
  ['exit', 'exit.c'],
  ['clone', 'clone.S'],
  ['clone3', 'clone3.S'],
  ['start_thread', 'pthread_create.c'],
  ['pthread_cond_wait@@GLIBC_2.3.2', 'pthread_cond_wait.c'],
  ['__pthread_cond_wait_common', 'pthread_cond_wait.c'],
  ['allocate_stack', 'allocatestack.c'],
  ['allocate_dtv', 'dl-tls.c'],
  ['calloc', 'rtld-malloc.h'],
  ['strdup', 'strdup.c'],
  ['__vasprintf_internal', 'vasprintf.c'],
  ['__asprintf_chk', 'asprintf_chk.c'],
  ['strncmp', 'strcmp-sse2.S'],
  ['madvise', 'syscall-template.S'],
  ['ioctl', 'ioctl.c'],
  ['__libc_write', 'write.c'],
  ['pwritev', 'pwritev64.c'],
  ['__libc_recv', 'recv.c'],
];

describe('code of the C library, without its object,', () => {
  test.each(printed)('is %s (%s)', (fun, file) => {
    expect(isOfCLibrary({ fun, file })).toBe(true);
  });

  test.each(printed.filter(([fun]) => !/^\(|@@/.test(fun)))('is not %s of another file', (fun) => {
    expect(isOfCLibrary({ fun, file: 'buffer.c' })).toBe(false);
  });

  test.each(printed.filter(([, file]) => !/^syscall/.test(file)))(
    'is not any function of a file %#',
    (_, file) => {
      expect(isOfCLibrary({ fun: 'take_buffer', file })).toBe(false);
    },
  );

  test('is not told by a name alone', () => {
    expect(isOfCLibrary({ fun: 'strdup' })).toBe(false);
    expect(isOfCLibrary({ fun: 'strdup', file: null })).toBe(false);
    expect(isOfCLibrary({ file: 'strdup.c' })).toBe(false);
  });
});
