import { expect, test } from 'vitest';
import { parsePlatform, platformWords } from '../../src/bundle/platform.js';

test.each([
  ['linux', { os: 'linux' }],
  ['x86_64', { arch: 'x86_64' }],
  ['linux-x86_64', { os: 'linux', arch: 'x86_64' }],
  ['amd64-linux', { os: 'linux', arch: 'x86_64' }],
  ['arm64-linux', { os: 'linux', arch: 'aarch64' }],
  ['Darwin-ARM64', { os: 'darwin', arch: 'aarch64' }],
  ['macos', { os: 'darwin' }],
  ['freebsd-x64', { os: 'freebsd', arch: 'x86_64' }],
  ['linux-ppc64el', { os: 'linux', arch: 'ppc64le' }],
])('%s', (text, platform) => {
  expect(parsePlatform(text)).toEqual(platform);
});

test.each(['', 'linux-', 'linux-linux', 'linux-x86_64-gnu', 'x86_64-amd64', 'windows', 'constructor'])(
  '%j is none',
  (text) => {
    expect(parsePlatform(text)).toBe(undefined);
  },
);

test('no word stands for two things', () => {
  expect(new Set(platformWords).size).toBe(platformWords.length);
});
