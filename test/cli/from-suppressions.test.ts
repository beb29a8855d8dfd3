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
