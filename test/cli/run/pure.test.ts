import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { composeLogOptions, composeOptions, misplacingOption } from '../../../src/cli/run/compose-options.js';
import { composeWrapper, isWrapper, type Wrapper } from '../../../src/cli/run/compose-wrapper.js';
import { chooseExitCode, exitCodeOf } from '../../../src/cli/run/exit-codes.js';
import { inParallel } from '../../../src/cli/run/in-parallel.js';
import { folderName, shortName } from '../../../src/cli/run/make-folder.js';
import { passOn } from '../../../src/cli/run/pass-on.js';
import { shellWord } from '../../../src/cli/run/shell-word.js';
import { readList } from '../../../src/cli/run/read-list.js';
import { runProgressLine } from '../../../src/cli/run/show-progress.js';
import { splitWords } from '../../../src/cli/run/split-words.js';
import { tellUse } from '../../../src/cli/run/tell-use.js';

/** Arguments without NUL, which no argument can hold. */
const argument = fc.string({ unit: 'binary', maxLength: 12 }).filter((text) => !text.includes('\0'));

describe('composeOptions', () => {
  const recording = { tool: 'memcheck', numCallers: 40, sets: [], more: [] } as const;

  test('memcheck tells all leaks, with the names that suppressions are compared with', () => {
    expect(composeOptions(recording)).toEqual([
      '--tool=memcheck',
      '--xml=yes',
      '--gen-suppressions=all',
      '--num-callers=40',
      '--error-limit=no',
      '--trace-children=yes',
      '--leak-check=full',
      '--show-leak-kinds=all',
    ]);
  });

  test.each(['helgrind', 'drd'] as const)('%s schedules fairly, and knows no leaks', (tool) => {
    expect(composeOptions({ ...recording, tool }).slice(-1)).toEqual(['--fair-sched=try']);
  });

  test('sets come in their order, and more options last', () => {
    const options = composeOptions({ ...recording, sets: ['/a', '/b c'], more: ['--num-callers=3'] });
    expect(options.slice(-3)).toEqual(['--suppressions=/a', '--suppressions=/b c', '--num-callers=3']);
  });

  test('of a path, no per cent sign is taken for a part of the pattern', () => {
    expect(composeLogOptions('/logs 100%p', 'drd')).toEqual([
      '--xml-file=/logs 100%%p/drd-%p.xml',
      '--log-file=/logs 100%%p/valgrind.messages',
    ]);
  });

  test.each([
    ['--xml=no', true],
    ['--xml-file=x', true],
    ['--xml-fd=3', true],
    ['--tool=none', true],
    ['--xml-user-comment=x', false],
    ['--track-origins=yes', false],
  ])('%s misplaces logs: %s', (option, misplaces) => {
    expect(misplacingOption(['--a=b', option]) !== undefined).toBe(misplaces);
  });
});

describe('passOn', () => {
  const known = [
    { short: '-s', long: '--suppressions', required: true },
    { long: '--unsuppressed', required: false },
  ];
  test.each([
    [
      ['--track-origins=yes', './prog', '--x=y'],
      ['--as=--track-origins=yes', './prog', '--x=y'],
    ],
    [
      ['-s', '--odd=name', '--a=b', '--', '--c=d'],
      ['-s', '--odd=name', '--as=--a=b', '--', '--c=d'],
    ],
    [
      ['--suppressions=x', '--unsuppressed', '--a=b=c', 'prog'],
      ['--suppressions=x', '--unsuppressed', '--as=--a=b=c', 'prog'],
    ],
    // Without a value it may be a slip of the pen.
    [
      ['--unknown', '-v', 'prog'],
      ['--unknown', '-v', 'prog'],
    ],
    [['-s'], ['-s']],
  ])('%j', (args, expected) => {
    expect(passOn(args, known, '--as')).toEqual(expected);
  });
});

describe('words of a list', () => {
  test.each([
    ['a  b\tc', ['a', 'b', 'c']],
    [`'a b' "c d"e ''`, ['a b', 'c de', '']],
    [String.raw`a\ b "\"\$\x" '\'`, ['a b', String.raw`"$\x`, '\\']],
    ['$HOME *|;', ['$HOME', '*|;']],
    [' ', []],
  ])('%s', (line, words) => {
    expect(splitWords(line)).toEqual(words);
  });

  test.each(['"a', "it's", 'a\\'])('%s has no end', (line) => {
    expect(splitWords(line)).toBe(undefined);
  });

  test('what shellWord gives is one word, here and for a shell', () => {
    fc.assert(
      fc.property(fc.array(argument), (words) => {
        expect(splitWords(words.map(shellWord).join(' '))).toEqual(words);
      }),
    );
    const words = ["it's", '$(x)', 'a b', '\\', '', '-n', '~', '!', '*', 'é\n"'];
    const printed = execFileSync('sh', ['-c', `printf '%s|' ${words.map(shellWord).join(' ')}`], {
      encoding: 'utf8',
    });
    expect(printed).toBe(words.map((word) => `${word}|`).join(''));
  });

  test('a list has comments and blank lines', () => {
    expect(readList('# all\n\n  a b\r\n\t# c\n"d e" #f\n', 'list')).toEqual([
      ['a', 'b'],
      ['d e', '#f'],
    ]);
  });

  test.each([
    ['a\n"b', 'list:2: a quote does not end'],
    ["'' a", 'list:1: no program'],
    ['# nothing', 'list: no command in it'],
  ])('%j is refused', (text, message) => {
    expect(() => readList(text, 'list')).toThrow(message);
  });
});

describe('exit codes', () => {
  test('a signal is told as a shell does', () => {
    expect(exitCodeOf(3, null)).toBe(3);
    expect(exitCodeOf(null, 'SIGKILL')).toBe(137);
    expect(exitCodeOf(null, 'SIGTERM')).toBe(143);
  });

  const good = { code: 0, reported: 0 };
  const faulty = { code: 0, reported: 2 };
  const failed = { code: 7, reported: 0 };
  test.each([
    [[good], 0, 0, 0],
    [[faulty], 0, 1, 1],
    [[failed], 7, 0, 7],
    [[good, faulty, failed, { code: 9, reported: 1 }], 7, 1, 7],
    [[failed, { code: undefined, reported: 0 }], 2, 2, 2],
  ])('%j', (ends, program, findings, both) => {
    expect(chooseExitCode(ends, 'program')).toBe(program);
    expect(chooseExitCode(ends, 'findings')).toBe(findings);
    expect(chooseExitCode(ends, 'both')).toBe(both);
  });
});

describe('inParallel', () => {
  test('begins in order, no more at a time than asked for, and keeps the order', async () => {
    const begun: number[] = [];
    let atOnce = 0;
    let most = 0;
    const results = await inParallel(
      [5, 1, 3, 1],
      2,
      async (ticks, index) => {
        begun.push(index);
        most = Math.max(most, ++atOnce);
        for (let tick = 0; tick < ticks; tick++) await Promise.resolve();
        atOnce--;
        return ticks;
      },
      () => false,
    );
    expect(results).toEqual([5, 1, 3, 1]);
    expect(begun).toEqual([0, 1, 2, 3]);
    expect(most).toBe(2);
  });

  test('begins nothing more when it is stopped', async () => {
    let isStopped = false;
    const work = (item: number) => {
      isStopped = item === 2;
      return Promise.resolve(item);
    };
    expect(await inParallel([1, 2, 3], 1, work, () => isStopped)).toEqual([1, 2]);
  });
});

test.each([
  ['./a b/c d', 'c_d'],
  ['..', '_.'],
  ['--', '_-'],
  ['x'.repeat(300), 'x'.repeat(80)],
  ['g++', 'g++'],
])('the folder of %j is %j', (program, name) => {
  expect(folderName(program)).toBe(name);
});

test('folders are named as arguments can name them', () => {
  expect(shortName('/a/b/c', '/a')).toBe('b/c');
  expect(shortName('/a', '/a')).toBe('.');
  expect(shortName('/a/-x', '/a')).toBe('./-x');
  expect(shortName('/d/e', '/a/b/c')).toBe('/d/e');
});

test('progress', () => {
  expect(runProgressLine({ time: 1900, processes: 1, errors: 0 })).toBe('1 s, 1 process, 0 errors');
  expect(runProgressLine({ time: 125_000, processes: 2, errors: 1, done: 1, all: 3 })).toBe(
    '1 of 3 runs done, 3 min, 2 processes, 1 error',
  );
});

describe('composeWrapper', () => {
  const wrapper: Wrapper = {
    valgrind: '/usr/bin/valgrind',
    program: undefined,
    caller: 'meson',
    recording: { tool: 'memcheck', numCallers: 40, sets: ["/it's a set"], more: [] },
    logs: '/logs $(x) 100%',
  };

  test('is known again', () => {
    expect(isWrapper(composeWrapper(wrapper))).toBe(true);
    expect(isWrapper('#!/bin/sh\nexec valgrind "$@"\n')).toBe(false);
    expect(isWrapper('')).toBe(false);
  });

  test('becomes Valgrind, and names nothing that a shell would read in another way', () => {
    const script = composeWrapper(wrapper);
    expect(script).toContain(String.raw`'--suppressions=/it'\''s a set'`);
    expect(script).toContain(`'--xml-file=/logs $(x) 100%%/memcheck-'"$now"-%p.xml`);
    expect(script).toMatch(/^exec \/usr\/bin\/valgrind \\\n/m);
    expect(script).toMatch(/ "\$@"\n$/);
    expect(script).not.toContain('case');
  });

  test.each([
    ['libvirt', /<emulator>\/w<\/emulator>[^]*<on_crash>preserve<\/on_crash>[^]*chown/],
    ['iotests', /QEMU_PROG=\/w \.\/check/],
    ['ctest', /MEMORYCHECK_COMMAND=\/w -D [^]* ctest -T memcheck/],
    ['meson', /meson test -C build --wrapper \/w/],
    [undefined, /^$/],
  ] as const)('%s is told how to use it', (caller, expected) => {
    expect(tellUse(caller, '/w', '/logs').join('\n')).toMatch(expected);
  });
});
