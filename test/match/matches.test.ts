import { describe, expect, test } from 'vitest';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { replay } from '../../src/match/replay.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { finding, funs, suppression } from './make.js';

describe('kind, extra line, leak kinds', () => {
  const cases: [string, Partial<Suppression>, Partial<Finding>, string][] = [
    ['other kind', { kind: 'Memcheck:Addr4' }, { kind: 'Memcheck:Addr8' }, 'no'],
    ['a core error', { kind: 'CoreError:FdBadClose' }, { kind: 'CoreError:FdBadClose' }, 'yes'],
    ['CoreMem never', { kind: 'Memcheck:CoreMem' }, { kind: 'Memcheck:CoreMem' }, 'no'],
    ['same parameter', param('write(buf)'), param('write(buf)'), 'yes'],
    ['no wildcard in a parameter', param('write(*)'), param('write(buf)'), 'no'],
    ['a star in a parameter', param('write(*)'), param('write(*)'), 'yes'],
    ['unknown parameter', param('write(buf)'), { kind: 'Memcheck:Param' }, 'unknown'],
    ['fishy', fishy('malloc(size)'), fishy('malloc(size)'), 'yes'],
    ['fishy with a tail', fishy('malloc(size) and more'), fishy('malloc(size)'), 'yes'],
    ['fishy of another function', fishy('calloc(size)'), fishy('malloc(size)'), 'no'],
    ['fishy of another argument', fishy('calloc(size)'), fishy('calloc(nmemb)'), 'no'],
    ['fishy without extra line', { kind: 'Memcheck:FishyValue' }, fishy('malloc(size)'), 'no'],
    ['any leak', { kind: 'Memcheck:Leak' }, { kind: 'Memcheck:Leak', leakKind: 'indirect' }, 'yes'],
    ['this leak kind', leak('definite', 'indirect'), { kind: 'Memcheck:Leak', leakKind: 'indirect' }, 'yes'],
    ['other leak kind', leak('definite'), { kind: 'Memcheck:Leak', leakKind: 'indirect' }, 'no'],
    ['no leak kind', leak(), { kind: 'Memcheck:Leak', leakKind: 'indirect' }, 'no'],
    ['leak kind not told', leak('definite'), { kind: 'Memcheck:Leak' }, 'unknown'],
  ];
  test.each(cases)('%s', (_, ours, theirs, answer) => {
    expect(matches(suppression(['fun:f'], ours), finding(funs('f'), theirs))).toBe(answer);
    expect(matches(suppression(['fun:g'], ours), finding(funs('f'), theirs))).toBe('no');
  });

  function param(extra: string) {
    return { kind: 'Memcheck:Param', extra };
  }
  function fishy(extra: string) {
    return { kind: 'Memcheck:FishyValue', extra };
  }
  function leak(...leakKinds: ('definite' | 'indirect')[]) {
    return { kind: 'Memcheck:Leak', leakKinds };
  }
});

describe('one frame', () => {
  const cpp: Frame = { demangled: 'ns::S::f(int)' };
  const cases: [string, Frame, string][] = [
    ['fun:f', { fun: 'f' }, 'yes'],
    ['fun:???', { fun: '???' }, 'yes'],
    ['fun:???', { fun: 'foo' }, 'yes'],
    ['fun:', { fun: 'foo' }, 'no'],
    ['fun:f', {}, 'unknown'],
    ['fun:*', {}, 'yes'],
    ['fun:**', {}, 'yes'],
    ['fun:?*', {}, 'unknown'],
    // A demangled name: its symbol is not in the log, but begins with an underscore.
    ['fun:_ZN2ns1S1fEi', cpp, 'unknown'],
    ['fun:*f*', cpp, 'unknown'],
    ['fun:ns::S::f(int)', cpp, 'unknown'],
    ['fun:ns::*', cpp, 'unknown'],
    ['fun:f', cpp, 'no'],
    ['fun:f*', cpp, 'no'],
    ['fun:malloc', cpp, 'no'],
    ['fun:a__b', cpp, 'no'],
    ['fun:???', cpp, 'no'],
    // By what is printed much of the symbol is known.
    ['fun:_ZN2ns1S1gEi', cpp, 'no'],
    ['fun:_ZN2ns*', cpp, 'unknown'],
    ['fun:_ZN3nsx*', cpp, 'no'],
    ['fun:_ZN2ns1SC1Ei', cpp, 'no'],
    // A name that may be printed as it is, or be Ada's.
    ['fun:proc', { demangled: 'pack.proc' }, 'no'],
    ['fun:pack.proc', { demangled: 'pack.proc' }, 'unknown'],
    ['fun:pack__proc', { demangled: 'pack.proc' }, 'unknown'],
    ['obj:/lib/*', { obj: '/usr/lib/libc.so.6' }, 'no'],
    ['obj:*/libc.so.6', { obj: '/usr/lib/libc.so.6' }, 'yes'],
    ['obj:*/libc.so.6', {}, 'unknown'],
    ['obj:*', {}, 'yes'],
    ['obj:???', { obj: '???' }, 'yes'],
    ['src:a.c', { file: 'a.c', line: 5 }, 'yes'],
    ['src:a.c:5', { file: 'a.c', line: 5 }, 'yes'],
    ['src:a.c:6', { file: 'a.c', line: 5 }, 'no'],
    ['src:a.c:6', { file: 'a.c' }, 'unknown'],
    ['src:*', { file: null }, 'no'],
    ['src:*', {}, 'unknown'],
  ];
  test.each(cases)('%s on %j: %s', (line, frame, answer) => {
    expect(matches(suppression([line]), finding([frame]))).toBe(answer);
  });
});

test('from the first inlined call on, src: cannot be told', () => {
  const frames: Frame[] = [
    { fun: 'outer', file: 'a.c', line: 1 },
    { fun: 'in', file: 'a.c', line: 2, inlined: true },
    { fun: 'f', file: 'a.c', line: 3 },
  ];
  expect(matches(suppression(['src:a.c']), finding(frames))).toBe('yes');
  expect(matches(suppression(['src:b.c']), finding(frames))).toBe('no');
  expect(matches(suppression(['fun:*', 'src:b.c']), finding(frames))).toBe('unknown');
  expect(matches(suppression(['fun:*', 'fun:*', 'src:a.c']), finding(frames))).toBe('unknown');
});

describe('below main', () => {
  const shown: Frame[] = [
    { fun: 'f', obj: '/p' },
    { fun: 'main', obj: '/p' },
  ];
  const cases: [string[], number | undefined, string][] = [
    [['fun:f', 'fun:main'], undefined, 'yes'],
    [['fun:f', 'fun:main', 'fun:(below main)'], undefined, 'unknown'],
    [['...', 'fun:__libc_start_main*'], undefined, 'unknown'],
    [['...', 'fun:__libc_start_main@@GLIBC_2.34'], undefined, 'unknown'],
    [['...', 'fun:*GLIBC*'], undefined, 'unknown'],
    [['...', 'fun:*_impl'], undefined, 'unknown'],
    [['...', 'fun:*_cb'], undefined, 'no'],
    [['...', 'fun:_start'], undefined, 'no'],
    [['...', 'fun:abc'], undefined, 'no'],
    [['...', 'fun:???', 'fun:???'], undefined, 'unknown'],
    [['...', 'fun:malloc'], undefined, 'no'],
    [['fun:*', 'fun:*', 'fun:*'], undefined, 'unknown'],
    [['fun:*', 'fun:*', 'fun:*'], 3, 'unknown'],
    [['fun:*', 'fun:*', 'fun:*'], 2, 'no'],
    [['fun:*', 'fun:*', 'fun:*', 'fun:*'], 3, 'no'],
    [['fun:f', 'fun:main'], 1, 'no'],
    [['...', 'fun:main', 'obj:*/libc.so.6'], undefined, 'unknown'],
    [['...', 'fun:main', 'obj:/p'], undefined, 'unknown'],
    [['...', 'obj:*/libz.so.1'], undefined, 'no'],
    [['...', 'src:*'], undefined, 'unknown'],
    [['...', 'fun:main', 'src:libc-start.c:5'], undefined, 'unknown'],
    [['...', 'fun:main', 'src:main.c'], undefined, 'no'],
  ];
  test.each(cases)('%j at %j callers: %s', (lines, numCallers, answer) => {
    const options = numCallers === undefined ? {} : { numCallers };
    expect(matches(suppression(lines), finding(shown, { hidesBelowMain: true }), options)).toBe(answer);
  });

  test('the file of the program is not known from a main in a library', () => {
    const library = [{ fun: 'main', obj: '/lib/libgtest_main.so.1' }];
    const supp = suppression(['fun:main', 'obj:/p']);
    expect(matches(supp, finding(library, { hidesBelowMain: true }))).toBe('unknown');
    expect(matches(supp, finding([{ fun: 'main', obj: '/q' }], { hidesBelowMain: true }))).toBe('no');
  });

  test('a finding without stack has nothing below main either', () => {
    expect(matches(suppression(['fun:*']), finding([], { hidesBelowMain: true }))).toBe('no');
  });
});

test('inlined calls do not count when a stack is cut', () => {
  const frames: Frame[] = [{ fun: 'in', inlined: true }, { fun: 'f' }, { fun: 'g' }];
  expect(matches(suppression(['fun:in', 'fun:f']), finding(frames), { numCallers: 1 })).toBe('yes');
  expect(matches(suppression(['fun:in', 'fun:f', 'fun:g']), finding(frames), { numCallers: 1 })).toBe('no');
});

test('recursion, which may be inlined into itself, leaves room below main in a stack that seems full', () => {
  const frames: Frame[] = [5, 5, 5, 9].map((line) => ({
    fun: line === 9 ? 'main' : 'rec',
    file: 'rec.c',
    line,
  }));
  const below = suppression(['...', 'fun:main', 'fun:(below main)']);
  expect(matches(below, finding(frames, { hidesBelowMain: true }), { numCallers: 4 })).toBe('unknown');
  expect(matches(below, finding(frames), { numCallers: 4 })).toBe('no');
});

test('variants answer together', () => {
  const found = finding([{ fun: 'f', obj: '/a' }], { variants: [[{ fun: 'f', obj: '/b' }]] });
  expect(matches(suppression(['obj:/?']), found)).toBe('yes');
  expect(matches(suppression(['obj:/c']), found)).toBe('no');
  expect(matches(suppression(['obj:/a']), found)).toBe('unknown');
});

test('replay names every suppression that matches, from both sides', () => {
  const a = suppression(['fun:f'], { name: 'a' });
  const b = suppression(['fun:*'], { name: 'b' });
  const c = suppression(['fun:f', 'fun:(below main)'], { name: 'c' });
  const unused = suppression(['fun:f'], { kind: 'Memcheck:Addr1' });
  const f = finding(funs('f'), { hidesBelowMain: true });
  const g = finding(funs('g'));
  const result = replay([a, b, c, unused], [f, g]);
  expect(result.findings).toEqual([
    { finding: f, certain: [a, b], possible: [c] },
    { finding: g, certain: [b], possible: [] },
  ]);
  expect(result.suppressions).toEqual([
    { suppression: a, certain: [f], possible: [] },
    { suppression: b, certain: [f, g], possible: [] },
    { suppression: c, certain: [], possible: [f] },
    { suppression: unused, certain: [], possible: [] },
  ]);
});
