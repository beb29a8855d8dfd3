import { expect, test } from 'vitest';
import { couldBeCLibrary } from '../../src/match/c-library.js';

test.each([
  ['*', true],
  ['/usr/lib*', true],
  ['/usr/lib/x86_64-linux-gnu/*', true],
  ['*/libc.so.6', true],
  ['*/libc.so*', true],
  ['*libc*', true],
  ['*/libc-2.31.so', true],
  ['/nix/store/*-glibc-*/lib/libc.so.6', true],
  ['*/ld-musl-*', true],
  ['*.so*', true],
  ['*/lib*.so*', true],
  ['/opt/tools*', true],
  ['*libz*', true], // a folder could be called so
  ['*/libz.so*', false],
  ['*/libz.so.1', false],
  ['*libz.so.1', false],
  ['/usr/lib/libfontconfig.so*', false],
  ['*/libcrypt.so*', false],
  ['/usr/bin/python3*', false],
  ['*/bin/*', false],
  ['libc.so.6', false], // paths are absolute
])('obj:%s could be the C library: %s', (pattern, could) => {
  expect(couldBeCLibrary(pattern)).toBe(could);
});

test('a name of any length is looked through once', () => {
  expect(couldBeCLibrary(`*/${'a'.repeat(500_000)}*`)).toBe(true);
  expect(couldBeCLibrary('a'.repeat(500_000))).toBe(false);
});
