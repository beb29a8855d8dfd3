import { describe, expect, it } from 'vitest';
import { endsEarly } from '../../../src/log/lost.js';
import { collect } from './collect.js';

/** Lines of a process, the first of which are its banner. */
function begin(pid = 7, tool = 'Memcheck, a memory error detector', valgrind = '3.19.0'): string {
  return lines(
    pid,
    tool,
    `Using Valgrind-${valgrind} and LibVEX; rerun with -h for copyright info`,
    'Command: ./x',
  );
}

function end(pid = 7): string {
  return lines(pid, 'ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 0 from 0)');
}

function error(pid = 7): string {
  return lines(pid, 'Invalid read of size 4', '   at 0x1: main (x.c:1)', '');
}

function lines(pid: number, ...texts: readonly string[]): string {
  return texts.map((text) => `==${pid}== ${text}\n`).join('');
}

/** Lines of the banners of processes that did not tell their end. */
function early(text: string): number[] {
  const { problems } = collect(text);
  return problems.map(({ line, message }) => {
    expect(message).toBe(endsEarly);
    return line;
  });
}

describe('a log ends early', () => {
  it.each([
    ['after its banner', begin(), [1]],
    ['after an error', begin() + error(), [1]],
    [
      'before the sum',
      begin() + error() + lines(7, 'HEAP SUMMARY:', '    in use at exit: 4 bytes in 1 blocks'),
      [1],
    ],
    ['of another tool', begin(7, 'Helgrind, a thread error detector'), [1]],
    ['of an old version', begin(7, 'DRD, a thread error detector.', '3.5.0'), [1]],
    ['one of two processes', begin(7) + begin(8) + error(7) + end(8), [1]],
    ['both', begin(7) + begin(8) + error(7), [1, 4]],
    ['of two that were appended', begin(7) + begin(8) + error(8) + end(8), [1]],
    ['after an exec', begin() + error() + begin(), [7]],
    [
      'what is printed while the program runs is no end',
      begin() + error() + 'ERROR SUMMARY: 0 errors\n',
      [1],
    ],
  ])('%s', (_, text, where) => {
    expect(early(text)).toEqual(where);
  });

  it('whatever else is wrong with it', () => {
    const { problems } = collect(
      begin() + lines(7, 'Invalid read of size 4', '   at 0x1: f (x.c:1)').trimEnd(),
    );
    expect(problems.map(({ line }) => line)).toEqual([4, 1]);
  });
});

describe('a log does not end early', () => {
  it.each([
    ['after its sum', begin() + error() + end()],
    ['of -q', error()],
    ['where a process execs another program', begin() + error() + begin() + end()],
    ['of a forked child that is killed or execs, of which nothing tells', begin() + error(8) + end()],
    ['of a forked child with its own sum', begin() + error(8) + end(8) + error() + end()],
    ['of Nulgrind, which has no sum', begin(7, 'Nulgrind, the minimal Valgrind tool') + lines(7, '')],
    [
      'of a tool without errors',
      begin(7, 'Cachegrind, a cache and branch-prediction profiler') + lines(7, ''),
    ],
    ['where nothing tells of a process', 'ERROR SUMMARY: 3 files\n'],
  ])('%s', (_, text) => {
    expect(early(text)).toEqual([]);
  });

  it.each([
    ['refused-suppressions', lines(7, 'FATAL: in suppressions file "bad.supp" near line 1:')],
    ['cut-off', error() + lines(7, '', 'Exit program on first error (--exit-on-first-error=yes)')],
    ['tool-crash', lines(7, '') + "valgrind: the 'impossible' happened:\n   Killed by fatal signal\n"],
  ])('unknown to Valgrind, which says so itself: %s', (type, text) => {
    const { notices, problems } = collect(begin() + text);
    expect(notices.map((each) => each.type)).toEqual([type]);
    expect(problems).toEqual([]);
  });

  it('after the error limit, unless it does', () => {
    const limit = lines(7, "More than 1000 different errors detected.  I'm not reporting any more.");
    expect(early(begin() + limit + end())).toEqual([]);
    expect(early(begin() + limit)).toEqual([1]);
  });
});

describe('of more processes than are followed', () => {
  const others = Array.from({ length: 300 }, (_, i) => begin(1000 + i) + end(1000 + i)).join('');

  it('one that ends long after it began is whole', () => {
    expect(early(begin() + others + error() + end())).toEqual([]);
    expect(early(begin() + others + error() + others + end())).toEqual([]);
  });

  it('one that is killed is not', () => {
    expect(early(begin() + others)).toEqual([1]);
    expect(early(begin() + others + error() + others)).toEqual([1]);
  });
});
