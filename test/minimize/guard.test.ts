import { describe, expect, test } from 'vitest';
import { allowance, mayBeExact } from '../../src/minimize/guard.js';
import { parseLocation } from '../../src/suppression/location.js';
import { newestVersion } from '../../src/suppression/version.js';

const lines = (text: string) => text.split(' ').map((line) => parseLocation(line, newestVersion)!);

describe('what lines may hide', () => {
  test.each([
    '... fun:main',
    'fun:malloc',
    'fun:malloc ... fun:g_malloc0',
    '... fun:_dl_init fun:call_init',
    '... fun:g_main_context_dispatch fun:main',
    '... obj:*/libglib-2.0.so* obj:*/libglib-2.0.so* obj:*/libglib-2.0.so*',
    '... fun:pthread_create* fun:start_thread',
    'fun:_Znwm ...',
  ])('%s: nothing', (text) => {
    expect(allowance(lines(text))).toBe('nothing');
  });

  test.each(['fun:malloc fun:* fun:g_type_register', '... fun:FcInit', '... obj:*/libc.so* fun:setlocale'])(
    '%s: kept memory',
    (text) => {
      expect(allowance(lines(text))).toBe('kept memory');
    },
  );

  test.each([
    'fun:malloc fun:g_malloc fun:FcConfigParse fun:FcInit',
    '... fun:g_array_set_size obj:*/libglib-2.0.so*',
    'fun:ioctl fun:kvm_vm_ioctl fun:kvm_pit_put',
  ])('%s: anything', (text) => {
    expect(allowance(lines(text))).toBe('anything');
  });

  test('an exact stack needs something beyond its allocator', () => {
    expect(mayBeExact(lines('fun:malloc fun:g_malloc obj:*'))).toBe(false);
    expect(mayBeExact(lines('fun:malloc fun:start'))).toBe(true);
  });
});
