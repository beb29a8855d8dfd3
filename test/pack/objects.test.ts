import { expect, test } from 'vitest';
import { readObjectName } from '../../src/pack/objects.js';

test.each([
  ['libglib-2.0.so.0.7400.6', 'libglib-2.0.so', '0.7400.6'],
  ['libgtk-3.so.0.2404.32', 'libgtk-3.so', '0.2404.32'],
  ['libpython3.11.so.1.0', 'libpython3.11.so', '1.0'],
  ['libc.so.6', 'libc.so', undefined],
  ['ld-linux-x86-64.so.2', 'ld-linux-x86-64.so', undefined],
  ['libc-2.31.so', 'libc.so', '2.31'],
  ['libgdk-3.so', 'libgdk-3.so', undefined],
  ['libcap.so', 'libcap.so', undefined],
  ['qemu-system-x86_64', 'qemu-system-x86_64', undefined],
  ['python3.11', 'python3.11', undefined],
  ['.so', '.so', undefined],
  ['a.source', 'a.source', undefined],
  ['', '', undefined],
])('%j is %j, version %j', (name, stem, version) => {
  expect(readObjectName(name)).toEqual({ stem, version });
});

test('a hostile name is read in one go', () => {
  const name = `${'-1.1'.repeat(100_000)}x.so`;
  expect(readObjectName(name)).toEqual({ stem: name, version: undefined });
  expect(readObjectName('.so.'.repeat(200_000) + 'x').stem.length).toBeGreaterThan(0);
});
