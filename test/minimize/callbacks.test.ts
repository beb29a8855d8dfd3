import { expect, test } from 'vitest';
import { matches } from '../../src/match/matches.js';
import { callbackReach } from '../../src/minimize/callbacks.js';
import { minimize } from '../../src/minimize/minimize.js';
import { finding, lines, noiseOnly } from './make.js';

const glib = '/usr/lib/libglib-2.0.so.0';
const gtk = '/usr/lib/libgtk-3.so.0';
const demo = '/usr/bin/demo';

/** A program's function that GTK calls back, and a library function that it calls by its name. */
const clicked = finding([
  'malloc@/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so',
  `g_strdup@${glib}`,
  `on_click@${demo}`,
  `gtk_emit@${gtk}`,
  `gtk_run@${gtk}`,
  `main@${demo}`,
]);

test('own code can stand in a gap in front of what calls back, and not in front of what only calls', () => {
  const skips = callbackReach([clicked], [], 12);
  expect(skips(lines('... fun:gtk_emit fun:gtk_run'))).toBe(true);
  expect(skips(lines('fun:malloc ... fun:gtk_run'))).toBe(true);
  expect(skips(lines('... fun:g_strdup fun:on_click'))).toBe(false);
  expect(skips(lines('fun:malloc fun:g_strdup'))).toBe(false);
  // A gap at the end skips nothing.
  expect(skips(lines('fun:malloc ...'))).toBe(false);
});

test('own code is called by own code: no gap in front of it', () => {
  const own = [{ type: 'obj' as const, pattern: '/usr/bin/demo' }];
  expect(callbackReach([clicked], own, 12)(lines('... fun:on_click'))).toBe(true);
});

test('a function without a symbol that another library calls is called by its address', () => {
  const hooked = finding([`g_new@${glib}`, `@${glib}`, `gtk_hook@${gtk}`, `main@${demo}`]);
  expect(callbackReach([hooked], [], 12)(lines('... fun:gtk_hook'))).toBe(true);
});

test('so is code of a library that was unloaded, of which Valgrind knows nothing any more', () => {
  const unloaded = finding([
    `malloc@${glib}`,
    '@???',
    '@???',
    `gtk_open@${gtk}`,
    `gtk_run@${gtk}`,
    `main@${demo}`,
  ]);
  const skips = callbackReach([unloaded], [], 12);
  expect(skips(lines('... fun:gtk_open fun:gtk_run'))).toBe(true);
  expect(skips(lines('... fun:gtk_run'))).toBe(true);
});

test('no entry hides what own code does when it is called back', async () => {
  const preload = 'malloc@/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so';
  const noise = ['draw', 'style'].map((name) =>
    finding([preload, `gtk_${name}@${gtk}`, `gtk_emit@${gtk}`, `gtk_run@${gtk}`, `main@${demo}`]),
  );
  const { suppressions } = await minimize([...noise, clicked], noiseOnly);
  const mine = finding([preload, 'mine@/home/me/p', `gtk_emit@${gtk}`, `gtk_run@${gtk}`, 'main@/home/me/p']);
  for (const entry of suppressions) expect(matches({ ...entry, file: '', line: 0 }, mine)).toBe('no');
});
