import { mkdtemp, readFile, readdir, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PruneJson } from '../../src/report/prune/json.js';
import { run } from './run.js';
import { spilt } from './used.js';

const used = fileURLToPath(new URL('../corpus/used/', import.meta.url));
const pour = join(used, 'without.xml');
const nobody = `# bug: https://bugs.example/7
# reason: the old kettle
{
   nobody pours here
   Memcheck:Leak
   fun:calloc
   fun:fill
   fun:spill
}
`;
const drifted = `{
   a taste
   Memcheck:Value8
   fun:taste
   fun:main
}
`;
const unseen = `{
   not here
   Memcheck:Leak
   fun:malloc
   fun:serve\x1b[2J
}
`;

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-prune-'));
  await writeFile(join(cwd, 'a.supp'), nobody + spilt + drifted + unseen);
});

const prune = (...args: readonly string[]) => run(['prune', ...args], cwd);
const file = (name = 'a.supp') => readFile(join(cwd, name), 'latin1');

describe('the report', () => {
  test('tells of every entry that hides nothing what becomes of it and why, and writes nothing', async () => {
    const { code, stdout } = await prune('a.supp', '--logs', pour);
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Remove:\n\n {2}a\.supp:4 “nobody pours here”\n {4}hides nothing, though/);
    expect(stdout).toContain('    reason: the old kettle\n    bug: https://bugs.example/7\n');
    expect(stdout).toContain('- Memcheck:Value8\n    + Memcheck:Cond\n');
    expect(stdout).toContain('no stack of these logs shows fun:serve\\u{1b}[2J; stays without --aggressive');
    expect(stdout).toContain('https://bugs.example/7 (nobody pours here)');
    expect(stdout).toMatch(/^4 entries: 1 in use, 1 to remove, 0 to repair, 2 kept$/m);
    expect(await file()).toBe(nobody + spilt + drifted + unseen);
  });

  test('in JSON', async () => {
    const { stdout } = await prune('a.supp', '--logs', pour, '--json');
    const json = JSON.parse(stdout) as PruneJson;
    expect(json).toMatchObject({
      version: 1,
      totals: { entries: 4, remove: 1, repair: 0, keep: 2 },
      bugs: [
        { url: 'https://bugs.example/7', entries: [{ name: 'nobody pours here', file: 'a.supp', line: 4 }] },
      ],
      entries: [
        {
          name: 'nobody pours here',
          line: 4,
          action: 'remove',
          cause: 'unmatched',
          kept: null,
          metadata: { reason: ['the old kettle'] },
        },
        {
          name: 'a taste',
          action: 'keep',
          cause: 'drifted',
          kept: 'asks',
          repair: { kind: 'Memcheck:Cond', frames: ['fun:taste', 'fun:main'] },
        },
        { name: 'not here', action: 'keep', cause: 'never-seen', kept: 'asks', unseen: ['fun:serve\x1b[2J'] },
      ],
    });
    expect(json.entries[1]!.repair!.hides).toEqual([json.entries[1]!.repair!.finding]);
  });

  test.each(['github', 'gitlab', 'sarif', 'junit'])('for %s', async (format) => {
    const { code, stdout } = await prune('a.supp', '--logs', pour, '--format', format);
    expect(code).toBe(1);
    expect(stdout).toContain('nobody pours here');
    expect(stdout).toContain('unmatched');
    expect(stdout).not.toContain('\x1b');
  });
});

test('of a set that is in use nothing is to do, and that is told', async () => {
  await writeFile(join(cwd, 'a.supp'), spilt);
  const { code, stdout } = await prune('a.supp', '--logs', pour);
  expect([code, stdout]).toEqual([0, '1 entry: 1 in use, 0 to remove, 0 to repair, 0 kept\n']);
});

describe('--write', () => {
  test('rewrites the file, and the second time there is nothing to do', async () => {
    const { code, stdout } = await prune('a.supp', '--logs', pour, '--write');
    expect(code).toBe(0);
    expect(stdout).toMatch(/^Removed:\n\n {2}a\.supp:4 “nobody pours here”\n/);
    expect(stdout).toMatch(/^4 entries: 1 in use, 1 removed, 0 repaired, 2 kept$/m);
    expect(await file()).toBe(spilt + drifted + unseen);
    const { mtimeMs } = await stat(join(cwd, 'a.supp'));
    const again = await prune('a.supp', '--logs', pour, '--write');
    expect(again.stdout).toMatch(/^3 entries: 1 in use, 0 removed, 0 repaired, 2 kept$/m);
    expect((await stat(join(cwd, 'a.supp'))).mtimeMs).toBe(mtimeMs);
    expect((await prune('a.supp', '--logs', pour)).code).toBe(0);
    expect(await readdir(cwd)).toEqual(['a.supp']);
  });

  test('with --repair and --aggressive', async () => {
    await prune('a.supp', '--logs', pour, '--write', '--repair', '--aggressive');
    expect(await file()).toBe(spilt + drifted.replace('Value8', 'Cond'));
  });

  test('a repair must not hide what is real', async () => {
    await writeFile(join(cwd, 'real.supp'), '{\n  real\n  Memcheck:Cond\n  fun:taste\n}\n');
    await prune('a.supp', '--logs', pour, '--write', '--repair', '--real', 'real.supp');
    expect(await file()).toBe(spilt + unseen);
  });

  test('several files, of which one is covered by another in use', async () => {
    await writeFile(join(cwd, 'b.supp'), spilt.replace('spilt', 'spilt again'));
    await writeFile(join(cwd, 'c.supp'), spilt.replace('   fun:spill\n', '').replace('spilt', 'any'));
    const { stdout } = await prune('a.supp', 'b.supp', '-s', 'c.supp', '--logs', pour, '--write');
    expect(stdout).toContain('covered by c.supp:2 “any”');
    expect(await file()).toBe(drifted + unseen);
    expect(await file('b.supp')).toBe('');
    expect(await file('c.supp')).toContain('any');
  });
});

test('--diff shows what would change, and keeps standard output free for it', async () => {
  const { code, stdout, stderr } = await prune('a.supp', '--logs', pour, '--repair', '--diff');
  expect(code).toBe(1);
  expect(stdout).toMatch(/^--- a\.supp\n\+\+\+ a\.supp\n@@/);
  expect(stdout).toContain('-   Memcheck:Value8\n+   Memcheck:Cond\n');
  expect(stderr).toContain('4 entries: 1 in use, 1 to remove, 1 to repair');
  expect(await file()).toBe(nobody + spilt + drifted + unseen);
});

test('what is broken is named, and survives', async () => {
  const broken = '{\n   broken\n   Memcheck:Kond\n   fun:f\n}\n';
  await writeFile(join(cwd, 'a.supp'), broken + nobody + spilt);
  const { stderr } = await prune('a.supp', '--logs', pour, '--write');
  expect(stderr).toMatch(/^warning: a\.supp:3: left as it is: /m);
  expect(await file()).toBe(broken + spilt);
});

describe('could not run', () => {
  test.each([
    [['a.supp'], /name the logs/],
    [['b.supp', '--logs', pour], /no such file: b\.supp/],
    [['a.supp', '--logs', 'none.xml'], /no such file: none\.xml/],
    [['a.supp', '--logs', pour, '--write', '--diff'], /cannot be used/],
  ])('%j', async (args, message) => {
    const { code, stderr } = await prune(...args);
    expect(code).toBe(2);
    expect(stderr).toMatch(message);
  });
});

test('--help tells the causes and has examples', async () => {
  const { code, stdout } = await prune('--help');
  expect(code).toBe(0);
  for (const text of ['never-seen', 'drifted', 'Examples:', 'SOURCE_DATE_EPOCH', '--aggressive'])
    expect(stdout).toContain(text);
});
