import { describe, expect, test } from 'vitest';
import { applies } from '../../src/bundle/applies.js';
import { target, when } from './make.js';

const here = target({
  platform: 'linux-x86_64',
  distribution: 'debian 12',
  valgrind: '3.19.0',
  tool: 'memcheck',
  libraries: { 'glib-2.0': '2.74.6', gtk: null },
});

describe('one condition', () => {
  test.each([
    [{ platform: 'linux' }, 'yes'],
    [{ platform: 'x86_64' }, 'yes'],
    [{ platform: 'freebsd-x86_64' }, 'no'],
    [{ platform: ['freebsd', 'linux'] }, 'yes'],
    [{ distribution: 'debian' }, 'yes'],
    [{ distribution: 'debian >=12' }, 'yes'],
    [{ distribution: 'debian >=13' }, 'no'],
    [{ distribution: ['ubuntu >=22.04', 'debian 12'] }, 'yes'],
    [{ valgrind: '>=3.19, <3.22' }, 'yes'],
    [{ valgrind: '>3.19' }, 'no'],
    [{ tool: 'helgrind' }, 'no'],
    [{ tool: ['helgrind', 'memcheck'] }, 'yes'],
    [{ library: 'glib-2.0' }, 'yes'],
    [{ library: 'glib-2.0 >=2.70' }, 'yes'],
    [{ library: 'glib-2.0 <2.70' }, 'no'],
    [{ library: 'gtk' }, 'no'],
    [{ library: 'zlib' }, 'unknown'],
  ] as const)('%j: %s', (words, answer) => {
    expect(applies(when(words), here).answer).toBe(answer);
    // Who knows nothing says neither yes nor no.
    expect(applies(when(words), target()).answer).toBe('unknown');
  });

  test('nothing that is asked applies anywhere', () => {
    expect(applies({}, target())).toEqual({ answer: 'yes', because: [] });
  });

  test('a rolling distribution has no version', () => {
    const rolling = target({ distribution: 'arch' });
    expect(applies(when({ distribution: 'arch' }), rolling).answer).toBe('yes');
    expect(applies(when({ distribution: 'arch >=1' }), rolling).answer).toBe('unknown');
    expect(applies(when({ distribution: 'debian >=1' }), rolling).answer).toBe('no');
  });
});

describe('several conditions', () => {
  test.each([
    [{ platform: 'linux', tool: 'memcheck', library: 'glib-2.0' }, 'yes'],
    [{ platform: 'linux', tool: 'helgrind' }, 'no'],
    [{ platform: 'linux', library: ['glib-2.0', 'zlib'] }, 'unknown'],
    // All libraries of a list must hold, and one that does not is enough to say so.
    [{ library: ['glib-2.0', 'gtk'] }, 'no'],
    [{ library: ['zlib', 'gtk'] }, 'no'],
  ] as const)('%j: %s', (words, answer) => {
    expect(applies(when(words), here).answer).toBe(answer);
  });

  test('each has its reason', () => {
    expect(applies(when({ tool: ['helgrind', 'drd'], library: 'zlib >=1.2' }), here).because).toEqual([
      { key: 'tool', wants: 'helgrind or drd', answer: 'no', is: 'memcheck', from: 'the test' },
      { key: 'library', wants: 'zlib >=1.2', answer: 'unknown', is: undefined, from: 'nobody was asked' },
    ]);
  });
});
