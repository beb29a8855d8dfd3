import { expect, test } from 'vitest';
import { isShallow, nearestDoor } from '../../src/minimize/doors.js';
import { minimize } from '../../src/minimize/minimize.js';
import { matches } from '../../src/match/matches.js';
import { finding } from './make.js';

const a = '/usr/lib/liba.so.1';
const b = '/usr/lib/libb.so.2';
const preload = '/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so';

test('the nearest door is where other code called the library that allocates', () => {
  const stack = [`malloc@${preload}`, `a_grow@${a}`, `a_new@${a}`, `b_init@${b}`, 'main@/usr/bin/p'];
  expect(nearestDoor(finding(stack))!.frames.map((frame) => frame.fun)).toEqual([
    'malloc',
    'a_grow',
    'a_new',
  ]);
});

test('a library that runs by itself has no door', () => {
  const stack = [`malloc@${preload}`, `a_grow@${a}`, `a_worker@${a}`, 'start_thread@/usr/lib/libc.so.6'];
  expect(nearestDoor(finding(stack))).toBeUndefined();
});

test('doors are unknown where objects are', () => {
  expect(nearestDoor(finding(['malloc', 'a_grow', 'b_init']))).toBeUndefined();
});

test('a definite leak of own code through the same function stays reported, though no log shows one', async () => {
  const stack = (end: string) => [
    `malloc@${preload}`,
    `a_grow@${a}`,
    `a_new@${a}`,
    `b_${end}@${b}`,
    'main@/usr/bin/p',
  ];
  const { suppressions } = await minimize([finding(stack('init')), finding(stack('load'))], {
    knowledge: { real: [], noise: [], unmarked: 'noise', own: [] },
    existing: [],
    numCallers: 12,
    limits: { nodes: 1000 },
  });
  const unseen = finding([
    `malloc@${preload}`,
    `a_grow@${a}`,
    `a_new@${a}`,
    'mine@/home/me/p',
    'main@/home/me/p',
  ]);
  expect(suppressions.flatMap((entry) => entry.hides)).toHaveLength(2);
  for (const entry of suppressions) expect(matches({ ...entry, file: '', line: 0 }, unseen)).toBe('no');
});

test('what a function makes for whoever calls it gets no entry on its name alone, though it is still reachable', async () => {
  const made = finding(
    [`malloc@${preload}`, `a_list_prepend@${a}`, `b_note@${b}`, `b_init@${b}`, 'main@/usr/bin/p'],
    {
      leakKind: 'reachable',
    },
  );
  const grown = finding(
    [`malloc@${preload}`, `a_grow@${a}`, `a_type_new@${a}`, `b_init@${b}`, 'main@/usr/bin/p'],
    {
      leakKind: 'reachable',
    },
  );
  expect(isShallow(nearestDoor(made)!)).toBe(true);
  expect(isShallow(nearestDoor(grown)!)).toBe(false);
  const { suppressions } = await minimize([made], {
    knowledge: { real: [], noise: [], unmarked: 'noise', own: [] },
    existing: [],
    numCallers: 12,
    limits: { nodes: 1000 },
  });
  const mine = finding([`malloc@${preload}`, `a_list_prepend@${a}`, 'keep@/home/me/p'], {
    leakKind: 'reachable',
  });
  expect(suppressions).toHaveLength(1);
  expect(matches({ ...suppressions[0]!, file: '', line: 0 }, mine)).toBe('no');
});
