import { describe, expect, test } from 'vitest';
import { tooBlunt } from '../../src/minimize/guard.js';
import { parseLocation } from '../../src/suppression/location.js';
import { newestVersion } from '../../src/suppression/version.js';

const lines = (text: string) => text.split(' ').map((line) => parseLocation(line, newestVersion)!);

describe('too blunt', () => {
  test.each([
    '... fun:main',
    'fun:malloc',
    'fun:malloc ... fun:g_malloc0',
    '... fun:_dl_init fun:call_init',
    '... fun:g_main_context_dispatch fun:main',
    '... obj:*/libglib-2.0.so* obj:*/libglib-2.0.so* obj:*/libglib-2.0.so*',
    'fun:malloc fun:* fun:g_type_register',
    '... obj:*/libc.so* fun:getenv',
    'fun:ioctl',
  ])('%s', (text) => {
    expect(tooBlunt(lines(text), false)).toBeDefined();
  });

  test.each([
    'fun:malloc fun:g_malloc fun:FcConfigParse fun:FcInit',
    '... fun:g_array_set_size obj:*/libglib-2.0.so*',
    'fun:ioctl fun:kvm_vm_ioctl fun:kvm_pit_put',
  ])('not %s', (text) => {
    expect(tooBlunt(lines(text), false)).toBeUndefined();
  });

  test('an exact stack needs something beyond its allocator', () => {
    expect(tooBlunt(lines('fun:malloc fun:g_malloc obj:*'), true)).toBeDefined();
    expect(tooBlunt(lines('fun:malloc fun:start'), true)).toBeUndefined();
  });
});
