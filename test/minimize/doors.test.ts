import { describe, expect, test } from 'vitest';
import type { Finding, Frame } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { doorsOf } from '../../src/minimize/doors.js';
import { minimize } from '../../src/minimize/minimize.js';
import { noiseOf } from '../../src/minimize/noise.js';
import { finding, frame, noiseOnly } from './make.js';

const a = '/usr/lib/liba.so.1';
const b = '/usr/lib/libb.so.2';
const program = '/usr/bin/p';
const preload = '/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so';
const doors = (stack: readonly string[]) => doorsOf(noiseOf(finding(stack), 12, []));

describe('doors', () => {
  test('are where other code called a library; the one of the library that allocates is near', () => {
    const stack = [
      `malloc@${preload}`,
      `a_grow@${a}`,
      `a_new@${a}`,
      `b_init@${b}`,
      `b_start@${b}`,
      `main@${program}`,
    ];
    expect(doors(stack)).toEqual([
      { at: 2, name: 'fun:a_new', near: true, shallow: false, depth: 2, borders: 0, used: false },
      { at: 4, name: 'fun:b_start', near: false, shallow: false, depth: 4, borders: 1, used: true },
    ]);
  });

  test('are shallow where they lead straight to the allocator', () => {
    expect(
      doors([`malloc@${preload}`, `a_list_prepend@${a}`, `b_note@${b}`, `main@${program}`])[0],
    ).toMatchObject({
      near: true,
      shallow: true,
    });
  });

  test('lead into a program by its first function, which may wrap what others call', () => {
    expect(doors(['ioctl@/usr/lib/libc.so.6', `kvm_vm_ioctl@${program}`, `kvm_pit_put@${program}`])).toEqual([
      { at: 1, name: 'fun:kvm_vm_ioctl', near: true, shallow: true, depth: 1, borders: 0, used: false },
    ]);
  });

  test('lead to what a program calls from its outermost function, which is `main` for all of them', () => {
    const stack = [`malloc@${preload}`, 'gaih@/usr/lib/libc.so.6', 'getaddrinfo@/usr/lib/libc.so.6'];
    expect(doors([...stack, `main@${program}`])).toEqual([
      { at: 2, name: 'fun:getaddrinfo', near: true, shallow: true, depth: 1, borders: 0, used: false },
    ]);
  });

  test('are none where a library runs by itself, or is being loaded', () => {
    const libc = '/usr/lib/libc.so.6';
    expect(doors([`malloc@${preload}`, `a_grow@${a}`, `a_worker@${a}`, `start_thread@${libc}`])).toEqual([]);
    expect(
      doors([`malloc@${preload}`, '_dl_map_object@/usr/lib/ld-2.31.so', `a_open@${a}`, `b_x@${b}`]),
    ).toEqual([]);
  });

  test('lead to what starts a thread for whoever calls it, for which the loader allocates', () => {
    const tls = [`calloc@${preload}`, '_dl_allocate_tls@/lib/ld-linux.so.2', 'pthread_create@/lib/libc.so.6'];
    const ofTls = (stack: readonly string[]) =>
      doorsOf(noiseOf(finding([], { frames: [...tls.map(frame), ...stack.map(frame)] }), 12, []));
    expect(ofTls([`a_pool@${a}`, `main@${program}`])).toMatchObject([{ name: 'fun:a_pool', shallow: true }]);
    // The C library's own threads, of a library that is a part of it.
    expect(ofTls(['__gai_create@/lib/libanl-2.31.so', `main@${program}`])).toEqual([]);
  });

  test('lead into the C library, which own code calls as any library does', () => {
    const stack = ['__libc_write@/usr/lib/libc.so.6', 'fclose@/usr/lib/libc.so.6', `a_save@${a}`, `b_x@${b}`];
    const library = {
      at: 2,
      name: 'fun:a_save',
      near: true,
      shallow: true,
      depth: 1,
      borders: 0,
      used: false,
    };
    const door = { at: 1, name: 'fun:fclose', near: true, shallow: true, depth: 0, borders: 0, used: false };
    const ofKind = (kind: string) => doorsOf(noiseOf(finding(stack, { kind }), 12, []));
    for (const kind of ['Memcheck:Param', 'Memcheck:Cond', 'Memcheck:Addr8'])
      expect(ofKind(kind)).toEqual([door, library]);
    // These can be the C library's own affair.
    for (const kind of ['Memcheck:Leak', 'Helgrind:Race', 'drd:ConflictingAccess'])
      expect(ofKind(kind)).toEqual([library]);
  });

  test('are none where the C library calls a library, though a text log tells its source file and no object', () => {
    const loading: Frame[] = [
      { fun: 'call_init', file: 'dl-init.c', line: 3 },
      { fun: '_dl_init', file: 'dl-init.c', line: 4 },
    ];
    const constructor = [`malloc@${preload}`, `a_grow@${a}`, `a_setup@${a}`, `a_init@${a}`].map(frame);
    expect(doorsOf(noiseOf(finding([], { frames: [...constructor, ...loading] }), 12, []))).toEqual([]);
    const once: Frame[] = [{ fun: '__pthread_once_slow', file: 'pthread_once.c', line: 5 }];
    const outside = [`b_use@${b}`, `main@${program}`].map(frame);
    expect(
      doorsOf(noiseOf(finding([], { frames: [...constructor, ...once, ...outside] }), 12, [])),
    ).not.toContainEqual(expect.objectContaining({ name: 'fun:a_init' }));
  });

  test('cannot be told where the log does not tell objects', () => {
    expect(doors(['malloc', 'a_grow', 'b_init'])).toEqual([]);
    expect(doors(['malloc', 'a_grow', `@${a}`, `b_init@${b}`])).toEqual([]);
  });
});

test('into the C library are told by source lines, which code of another object than the one behind has', () => {
  const source = (fun: string): Frame => ({ fun, file: `${fun}.c`, line: 1 });
  const frames = [
    source('__libc_write'),
    source('write'),
    frame(`a_put@${a}`),
    frame(`a_save@${a}`),
    source('main'),
  ];
  const ofKind = (kind: string) =>
    doorsOf(noiseOf(finding([], { kind, frames }), 12, [])).map(({ name }) => name);
  const library = 'fun:a_save';
  for (const kind of ['Memcheck:Param', 'Memcheck:Cond'])
    expect(ofKind(kind)).toEqual(['fun:write', library]);
  for (const kind of ['Memcheck:Leak', 'Helgrind:Race']) expect(ofKind(kind)).toEqual([library]);
  frames.unshift(frame(`strlen@${preload}`));
  expect(ofKind('Memcheck:Cond')).toEqual(['fun:write', library]);
});

test('what own code writes stays reported where a library did the same, in text logs of a C library with sources', async () => {
  const param = { kind: 'Memcheck:Param', extra: 'write(buf)', leakKind: undefined } as const;
  const source = (fun: string): Frame => ({ fun, file: `${fun}.c`, line: 1 });
  const write = [source('__libc_write'), source('write')];
  const library = [frame(`a_put@${a}`), frame(`a_save@${a}`)];
  const noise = finding([], { ...param, frames: [...write, ...library, source('main')] });
  await staysReported([noise], finding([], { ...param, frames: [...write, source('mine'), source('main')] }));
});

test('what own code loses by a library without sources stays reported, in text logs of other code with sources', async () => {
  const source = (fun: string): Frame => ({ fun, file: `${fun}.c`, line: 1 });
  const stack = (caller: string): Frame[] => [
    frame(`malloc@${preload}`),
    source('getdelim'),
    frame(`a_line@${a}`),
    source(caller),
    source('main'),
  ];
  const noise = ['load', 'read'].map((caller) => finding([], { frames: stack(caller) }));
  await staysReported(noise, finding([], { frames: stack('mine') }));
});

test('the block of a thread that own code lets a library start stays reported', async () => {
  const stack = (caller: string) => [
    `calloc@${preload}`,
    '_dl_allocate_tls@/lib/ld-linux.so.2',
    'pthread_create@/lib/libc.so.6',
    `a_pool@${a}`,
    `${caller}@/home/me/p`,
    'main@/home/me/p',
  ];
  const possible = { leakKind: 'possible' } as const;
  await staysReported(
    ['load', 'read'].map((caller) => finding(stack(caller), possible)),
    finding(stack('mine'), possible),
  );
});

test('a race in the lambda of somebody else stays reported', async () => {
  const race = { kind: 'Helgrind:Race', leakKind: undefined } as const;
  const stack = (end: string) => [
    `a_put@${a}`,
    'operator()@/home/me/p',
    `${end}@/home/me/p`,
    'main@/home/me/p',
  ];
  await staysReported([finding(stack('fill'), race)], finding(stack('mine'), race));
});

test('nothing hides a race of which the log does not tell where it happened', async () => {
  const race = { kind: 'Helgrind:Race', leakKind: undefined } as const;
  const frames = [
    { demangled: 'job(void*)', file: 'job.cc', line: 1 },
    frame(`a_run@${a}`),
    frame(`a_thread@${a}`),
  ];
  const { suppressions, uncovered } = await minimize([finding([], { ...race, frames })], noiseOnly);
  expect(suppressions).toEqual([]);
  expect(uncovered[0]!.reason).toBe('the log tells neither symbol nor object of the place where it happened');
});

/** No entry of the set hides the finding. */
async function staysReported(noise: readonly Finding[], unseen: Finding): Promise<void> {
  const { suppressions, uncovered } = await minimize(noise, noiseOnly);
  expect(uncovered).toEqual([]);
  for (const entry of suppressions) expect(matches({ ...entry, file: '', line: 0 }, unseen)).toBe('no');
}

test('a definite leak of own code through the same function stays reported, though no log shows one', async () => {
  const stack = (end: string) => [
    `malloc@${preload}`,
    `a_grow@${a}`,
    `a_new@${a}`,
    `b_${end}@${b}`,
    `main@${program}`,
  ];
  const mine = ['mine@/home/me/p', 'main@/home/me/p'];
  const unseen = finding([`malloc@${preload}`, `a_grow@${a}`, `a_new@${a}`, ...mine]);
  await staysReported([finding(stack('init')), finding(stack('load'))], unseen);
});

test('so does what own code gets from the C library, which `main` itself got twice', async () => {
  const stack = (inner: string) => [
    `malloc@${preload}`,
    `${inner}@/usr/lib/libc.so.6`,
    'gaih_inet@/usr/lib/libc.so.6',
    'getaddrinfo@/usr/lib/libc.so.6',
  ];
  const unseen = finding([...stack('other'), 'mine@/home/me/p', 'main@/home/me/p']);
  const noise = [stack('generate'), stack('convert')].map((each) => finding([...each, `main@${program}`]));
  await staysReported(noise, unseen);
});

test.each(['normal', 'strict'] as const)(
  'what own code does with the C library stays reported where a library did the same: %s',
  async (guard) => {
    const libc = '@/usr/lib/libc.so.6';
    const write = [`__libc_write${libc}`, `_IO_file_write${libc}`, `fclose${libc}`];
    const loader = ['call_init@/usr/lib/ld-linux.so.2', '_dl_init@/usr/lib/ld-linux.so.2'];
    const param = { kind: 'Memcheck:Param', extra: 'write(buf)', leakKind: undefined } as const;
    const noise = [a, b].map((library) => finding([...write, `set_up@${library}`, ...loader], param));
    const { suppressions, uncovered } = await minimize(noise, { ...noiseOnly, guard });
    expect(uncovered).toEqual([]);
    const unseen = finding([...write, 'mine@/home/me/p', 'main@/home/me/p'], param);
    for (const entry of suppressions) expect(matches({ ...entry, file: '', line: 0 }, unseen)).toBe('no');
  },
);

test('nor does a stack say anything that is of the C library alone, for any program can have it', async () => {
  const jump = finding(['longjmp@/usr/lib/libc.so.6'], { kind: 'Memcheck:Addr8', leakKind: undefined });
  const ofThread = { kind: 'Helgrind:Race', leakKind: undefined } as const;
  const thread = finding(
    ['advise_stack_range@/usr/lib/libc.so.6', 'start_thread@/usr/lib/libc.so.6'],
    ofThread,
  );
  expect((await minimize([jump], noiseOnly)).uncovered).toHaveLength(1);
  expect((await minimize([thread], noiseOnly)).uncovered).toEqual([]);
});

test('where as many entries would do, one that names who came to the place is taken for errors', async () => {
  const race = { tool: 'helgrind', kind: 'Helgrind:Race', leakKind: undefined } as const;
  const own = ['tick@/usr/lib/libc_.so.1', 'start_thread@/usr/lib/libc.so.6', 'clone@/usr/lib/libc.so.6'];
  const noise = finding([`a_insert@${a}`, `a_put@${a}`, `b_store@${b}`, `b_put@${b}`, ...own], race);
  const mine = ['mine@/home/me/p', 'main@/home/me/p'];
  const inner = [`a_insert@${a}`, `a_put@${a}`, `b_store@${b}`, `b_put@${b}`];
  await staysReported([noise], finding([...inner, ...mine], race));
});

test('so does an object that one library makes from parts of another', async () => {
  const parts = [`malloc@${preload}`, `a_new@${a}`, `a_construct@${a}`];
  const noise = ['b_load', 'b_open'].map((name) =>
    finding([...parts, `b_window@${b}`, `${name}@${b}`, `x_${name}@/usr/lib/libx.so`, `main@${program}`]),
  );
  await staysReported(noise, finding([...parts, `b_window@${b}`, 'mine@/home/me/p', 'main@/home/me/p']));
});

test('an object that is made to be pointed into, and is only possibly lost, is its caller’s as well', async () => {
  const possible = { leakKind: 'possible' as const };
  const stack = (end: string) => [
    `malloc@${preload}`,
    `a_make@${a}`,
    `a_new@${a}`,
    `b_${end}@${b}`,
    `main@${program}`,
  ];
  const unseen = finding([`malloc@${preload}`, `a_make@${a}`, `a_new@${a}`, 'mine@/home/me/p'], possible);
  await staysReported([finding(stack('init'), possible), finding(stack('load'), possible)], unseen);
});

test('with the strict guard even what is still reachable stays reported behind an unused door', async () => {
  const reachable = { leakKind: 'reachable' as const };
  const made = finding(
    [`malloc@${preload}`, `a_list_prepend@${a}`, `b_note@${b}`, `b_init@${b}`, `main@${program}`],
    reachable,
  );
  const mine = finding([`malloc@${preload}`, `a_list_prepend@${a}`, 'keep@/home/me/p'], reachable);
  for (const guard of ['normal', 'strict'] as const) {
    const { suppressions } = await minimize([made], { ...noiseOnly, guard });
    const hides = suppressions.some((entry) => matches({ ...entry, file: '', line: 0 }, mine) === 'yes');
    if (guard === 'strict') expect(hides).toBe(false);
    // What is hidden behind a door, the entry says.
    if (hides) expect(suppressions[0]!.breadth.doors).toContain('fun:a_list_prepend');
  }
});

test('a race of own code in a library is told from one that two libraries make', async () => {
  const race = { tool: 'helgrind', kind: 'Helgrind:Race', leakKind: undefined } as const;
  const noise = ['b_poll', 'b_wake'].map((name) =>
    finding([`a_set@${a}`, `a_put@${a}`, `${name}@${b}`, `main@${program}`], race),
  );
  await staysReported(
    noise,
    finding([`a_set@${a}`, `a_put@${a}`, 'mine@/home/me/p', 'main@/home/me/p'], race),
  );
});

test('a wrapper of the program is no reason: its other callers may be wrong', async () => {
  const param = { kind: 'Memcheck:Param', extra: 'ioctl(generic)', leakKind: undefined } as const;
  const call = (name: string) =>
    finding(
      ['ioctl@/usr/lib/libc.so.6', `kvm_vm_ioctl@/home/me/q`, `${name}@/home/me/q`, 'main@/home/me/q'],
      param,
    );
  await staysReported([call('kvm_pit_put'), call('kvm_clock_put')], call('kvm_irq_put'));
});
