import { describe, expect, test } from 'vitest';
import { mark, type Knowledge } from '../../src/minimize/marks.js';
import { ownPattern } from '../../src/minimize/own.js';
import { finding, patterns } from './make.js';

const nothing: Knowledge = { real: [], noise: [], unmarked: 'auto', own: [] };
const library = finding([
  'malloc@/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so',
  'g_new@/usr/lib/libglib.so',
]);
const own = finding([
  'malloc@/usr/lib/v/vgpreload_memcheck-amd64-linux.so',
  'f@/home/me/prog',
  'main@/home/me/prog',
]);
const verdict = (it: ReturnType<typeof finding>, knowledge: Partial<Knowledge>) =>
  mark([it], { ...nothing, ...knowledge })[0]!.marked;

describe('what nothing marks', () => {
  test('is real with own code on its stack, else noise', () => {
    expect(verdict(own, {})).toBe('real');
    expect(verdict(library, {})).toBe('noise');
  });

  test('is real when a frame has a source line and the log does not tell its object', () => {
    const text = finding([]);
    expect(verdict({ ...text, frames: [{ fun: 'f', file: 'f.c', line: 3 }] }, {})).toBe('real');
  });

  test('is noise where only what the C library puts around any code has source lines', () => {
    const file = (fun: string, source: string) => ({ fun, file: source, line: 3 });
    const around = [
      [file('call_init', 'dl-init.c'), file('_dl_init', 'dl-init.c')],
      [file('start_thread', 'pthread_create.c'), file('clone', 'clone.S')],
      [file('clone3', 'clone3.S')],
      [file('(below main)', 'libc_start_call_main.h')],
    ];
    for (const frames of around) {
      const text = { ...library, frames: [...library.frames, ...frames] };
      expect(verdict(text, {})).toBe('noise');
      expect(verdict(text, { own: [ownPattern('obj:/home/*')!] })).toBe('noise');
      expect(verdict({ ...text, frames: [...frames, file('call_init', 'mine.c')] }, {})).toBe('real');
    }
  });

  test('is real when what lost a block was unloaded: nobody knows whose it was', () => {
    const preload = 'malloc@/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so';
    const unloaded = finding([preload, '@???', 'sqlite3_step@/usr/lib/libsqlite3.so.0']);
    expect(mark([unloaded], nothing)[0]).toMatchObject({
      marked: 'real',
      reason: expect.stringContaining('--keep-debuginfo=yes') as string,
    });
    expect(verdict(finding([preload, 'g_new@/usr/lib/libglib.so', '@???']), {})).toBe('noise');
    expect(verdict({ ...unloaded, kind: 'Memcheck:Cond' }, {})).toBe('noise');
    expect(verdict(unloaded, { unmarked: 'noise' })).toBe('noise');
  });

  test.each([
    ['This conflicts with a previous write of size 8 by thread #1', 'the other access'],
    [" Address 0x4a5b040 is 0 bytes inside a block of size 10 free'd", 'where the block was freed'],
    [' Uninitialised value was created by a heap allocation', 'where the undefined value comes from'],
  ])('is real where own code did the other half: %s', (caption, what) => {
    const auxiliary = [{ caption, frames: own.frames }];
    const [told] = mark([{ ...library, auxiliary }], nothing);
    expect(told).toMatchObject({ marked: 'real', reason: expect.stringContaining(`(${what})`) });
    expect(verdict({ ...library, auxiliary: [{ caption, frames: library.frames }] }, {})).toBe('noise');
  });

  test.each([
    "Address 0x4a5b040 is 0 bytes inside a block of size 10 alloc'd",
    "Block was alloc'd at",
    'Lock at 0x10C0A0 was first observed',
    'Thread #2 was created',
  ])('is no more real for a stack that only says where something is from: %s', (caption) => {
    expect(verdict({ ...library, auxiliary: [{ caption, frames: own.frames }] }, {})).toBe('noise');
  });

  test('is what --unmarked says', () => {
    expect(verdict(own, { unmarked: 'noise' })).toBe('noise');
    expect(verdict(library, { unmarked: 'real' })).toBe('real');
  });

  test('--own replaces the default', () => {
    expect(verdict(own, { own: [ownPattern('obj:*/other')!] })).toBe('noise');
    expect(verdict(library, { own: [ownPattern('fun:g_*')!] })).toBe('real');
  });

  test.each(['/usr/local/lib/libmine.so', '/opt/x/lib.so', '/home/u/a.out', '/tmp/b', './prog'])(
    '%s is own code',
    (path) => {
      expect(verdict(finding([`f@${path}`]), {})).toBe('real');
    },
  );

  test.each([
    '/usr/lib/x86_64-linux-gnu/libc.so.6',
    '/lib64/ld.so',
    '/usr/bin/gio',
    '/home/u/vg/vgpreload_core.so',
  ])('%s is not', (path) => {
    expect(verdict(finding([`f@${path}`]), {})).toBe('noise');
  });
});

describe('patterns', () => {
  const all = patterns('{\nall\nMemcheck:Leak\n...\nfun:g_new\n}\n');

  test('mark what they match', () => {
    expect(verdict(library, { real: all })).toBe('real');
    expect(verdict({ ...own, frames: [...own.frames, ...library.frames] }, { noise: all })).toBe('noise');
  });

  test('real wins over noise, and it is said', () => {
    expect(mark([library], { ...nothing, real: all, noise: all })[0]).toMatchObject({
      marked: 'real',
      contested: true,
    });
  });

  test('doubt makes real: a name that only may match is enough for real and not for noise', () => {
    const hazy = { ...finding([]), frames: [{ demangled: 'ns::f(int)', obj: '/usr/lib/x.so', file: null }] };
    const mangled = patterns('{\nm\nMemcheck:Leak\nfun:_ZN2ns1fEi\n}\n');
    expect(verdict(hazy, { real: mangled })).toBe('real');
    expect(verdict(hazy, { noise: mangled, unmarked: 'real' })).toBe('real');
  });
});
