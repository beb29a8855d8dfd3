import { describe, expect, test } from 'vitest';
import { freeNames, uniqueNames } from '../../src/generate/free-names.js';
import { generate } from '../../src/generate/generate.js';
import { tellingName } from '../../src/generate/name.js';
import { formatLocation } from '../../src/suppression/location.js';
import { finding } from '../minimize/make.js';

const lib = '/usr/lib/x86_64-linux-gnu/libfontconfig.so.1.12.0';

describe('names', () => {
  test('say what is wrong, where, and through which calls', () => {
    const it = finding(['malloc', `strdup@/usr/lib/libc.so.6`, `FcParse@${lib}`, `FcInit@${lib}`, 'main']);
    expect(tellingName(it)).toBe('leak in libfontconfig: FcParse < FcInit');
  });

  test('pass over what has no name', () => {
    expect(tellingName(finding(['malloc', `@${lib}`, `@${lib}`, `FcInit@${lib}`]))).toBe(
      'leak in libfontconfig: FcInit',
    );
    expect(tellingName(finding(['malloc', `@${lib}`, 'call_init', '_dl_init']))).toBe(
      'leak in libfontconfig: call_init < _dl_init',
    );
  });

  test('leave out the arguments of demangled names', () => {
    const it = finding(['_Znwm'], { kind: 'Memcheck:Cond', leakKind: undefined });
    const frames = [{ fun: '_ZN2ns1fEi', demangled: 'ns::f(int)', obj: '/home/me/prog', file: 'f.cc' }];
    expect(tellingName({ ...it, frames })).toBe('uninitialised condition in prog: ns::f');
  });

  test('are numbered where they repeat, also against names that look numbered', () => {
    expect(uniqueNames(['a', 'b', 'a', 'a (2)', 'a'])).toEqual(['a', 'b', 'a (3)', 'a (2)', 'a (4)']);
  });

  test('are given out once, beside those that are taken', () => {
    const free = freeNames(['a', 'a (2)']);
    expect(['a', 'a', 'a (3)', 'b', 'b'].map(free)).toEqual(['a (3)', 'a (4)', 'a (3) (2)', 'b', 'b (2)']);
  });

  test('are numbered in one pass, however many are equal', () => {
    const count = 300_000;
    expect(uniqueNames(Array.from({ length: count }, () => 'a')).at(-1)).toBe(`a (${count})`);
  });
});

describe('generate', () => {
  test('joins findings that are equal within reach, with all their leak kinds', () => {
    const stack = (end: string) => ['malloc', `f@${lib}`, `g@${lib}`, end];
    const { suppressions } = generate(
      [finding(stack('x')), finding(stack('y'), { leakKind: 'possible' }), finding(['calloc', 'h'])],
      3,
    );
    expect(
      suppressions.map(({ leakKinds, frames, hides }) => [leakKinds, frames.length, hides.length]),
    ).toEqual([
      [['definite'], 2, 1],
      [['definite', 'possible'], 3, 2],
    ]);
  });

  test('knows the operators of C++ by their printed names, and says of which frames no symbol is told', () => {
    const frames = [
      { demangled: 'operator new[](unsigned long)', obj: '/usr/libexec/valgrind/vgpreload_memcheck.so' },
      { demangled: 'n::f(int)', file: 'f.cc', line: 4 },
      { demangled: 'n::g(int)', obj: '/home/me/prog' },
      { fun: '???', obj: '???' },
      { fun: 'main', file: 'f.cc', line: 9 },
    ];
    const { suppressions } = generate([{ ...finding([]), frames }, finding(['malloc', 'h'])], 12);
    expect(suppressions.map((each) => [each.frames.map(formatLocation), each.comments, each.untold])).toEqual(
      [
        [
          ['fun:_Znam', 'obj:*', 'obj:/home/me/prog', 'obj:*', 'fun:main'],
          [
            'hides 1 finding (1 error record) of a.log',
            'wider than the stack, for the log does not tell the symbols of 2 frames',
          ],
          2,
        ],
        [['fun:malloc', 'fun:h'], ['hides 1 finding (1 error record) of a.log'], 0],
      ],
    );
    // Deeper ones are no part of the entry.
    expect(generate([{ ...finding([]), frames }], 2).suppressions[0]!.untold).toBe(1);
  });

  test('says what no suppression can name', () => {
    const bare = finding([]);
    expect(generate([bare], 12).uncovered).toEqual([
      { id: bare.id, reason: 'it has no stack, so nothing can suppress it' },
    ]);
  });
});
