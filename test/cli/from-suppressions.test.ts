import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { run } from './run.js';

const folder = mkdtempSync(join(tmpdir(), 'chaff-'));
afterAll(() => {
  rmSync(folder, { recursive: true });
});

const entry = (name: string, ...lines: string[]) =>
  `{\n   ${name}\n   Memcheck:Leak\n   match-leak-kinds: definite\n${lines.map((line) => `   ${line}\n`).join('')}}\n`;

test('generated entries take the place of logs; entries by hand are kept, with their comments', async () => {
  const set =
    entry('<insert_a_suppression_name_here>', 'fun:malloc', 'fun:grow', 'fun:table', 'fun:init', 'fun:main') +
    entry(
      '<insert_a_suppression_name_here>',
      'fun:calloc',
      'fun:more',
      'fun:table',
      'fun:init',
      'fun:load',
      'fun:main',
    ) +
    `# somebody's reason\n${entry('by hand', '...', 'fun:other')}`;
  writeFileSync(join(folder, 'raw.supp'), set);
  const { code, stdout, stderr } = await run(['minimize', '--from-suppressions', 'raw.supp'], folder);
  expect(code).toBe(0);
  expect(stdout.match(/^\{$/gm)).toHaveLength(2);
  expect(stdout).toContain('   ...\n   fun:table\n   fun:init\n}');
  expect(stdout).toContain("# somebody's reason\n{\n   by hand\n");
  expect(stdout).toContain('# doors unknown');
  expect(stderr).toMatch(/raw\.supp:\d+: warning: .*by hand/);
});

test('logs beside it, and a guard that is none, are refused', async () => {
  const both = await run(['minimize', 'a.log', '--from-suppressions', 'raw.supp'], folder);
  expect([both.code, both.stderr]).toEqual([2, expect.stringContaining('name one or the other')]);
  const guard = await run(['minimize', '--from-suppressions', 'raw.supp', '--guard', 'lax'], folder);
  expect([guard.code, guard.stderr]).toEqual([2, expect.stringContaining('strict, normal, off')]);
});

test('stars of pointer types are part of a name: such an entry is a finding, which can be real', async () => {
  const real = entry('real', 'fun:malloc', 'fun:push_back<Foo*>', 'fun:mine', 'fun:main');
  const noise = entry('noise', 'fun:malloc', 'fun:once<int, void (*)()>', 'fun:theirs', 'fun:main');
  writeFileSync(join(folder, 'pointers.supp'), real + noise);
  writeFileSync(join(folder, 'real.supp'), real);
  const args = ['minimize', '--from-suppressions', 'pointers.supp', '--real', 'real.supp'];
  const { code, stdout, stderr } = await run(args, folder);
  expect([code, stdout.match(/^\{$/gm)]).toEqual([0, ['{']]);
  expect(stdout).not.toContain('Foo');
  expect(stderr).not.toContain('warning');
  expect(stderr).toContain('1 of 1 real finding stay reported');
});

test('an entry by hand is left out when it hides what is real, by a pattern or by a rule', async () => {
  const wide = entry('wide', '...', 'fun:main');
  const narrow = entry('narrow', 'fun:mal*', 'fun:theirs');
  writeFileSync(join(folder, 'hand.supp'), wide + narrow);
  writeFileSync(join(folder, 'mine.supp'), entry('mine', 'fun:malloc', 'fun:mine', 'fun:main'));
  const args = ['minimize', '--from-suppressions', 'hand.supp', '--real', 'mine.supp'];
  const { code, stdout, stderr } = await run(args, folder);
  expect([code, stdout]).toEqual([1, narrow]);
  expect(stderr).toMatch(/hand\.supp:2: warning: “wide” .* left out, .* real by “mine” \(mine\.supp:2\)/);
  expect(stderr).toMatch(/hand\.supp:9: warning: “narrow” .* kept as it is/);

  writeFileSync(join(folder, 'both.supp'), wide + entry('told', 'fun:malloc', 'fun:mine', 'fun:main'));
  const ruled = await run(['minimize', '--from-suppressions', 'both.supp', '--unmarked', 'real'], folder);
  expect([ruled.code, ruled.stdout]).toEqual([1, '']);
  expect(ruled.stderr).toMatch(/“wide” .* left out, .*“told”: unmarked findings are real/);
});
