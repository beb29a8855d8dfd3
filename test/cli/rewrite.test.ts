import { chmod, mkdtemp, readFile, readdir, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { applyPatch } from 'diff';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckJson } from '../../src/report/check/json.js';
import { colouredDiff } from '../../src/report/rewrite/coloured-diff.js';
import { unifiedDiff } from '../../src/report/rewrite/diff.js';
import type { RewriteJson } from '../../src/report/rewrite/json.js';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));
const log = join(talk, 'talk.xml');
const args = [
  ...[log, '--real', join(talk, 'real.supp'), '--noise', join(talk, 'noise.supp')],
  ...['--num-callers', '40', '--rewrite', 'team.supp'],
];

let cwd: string;
let team: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-rewrite-'));
  team = await readFile(join(talk, 'noise.supp'), 'latin1');
  await writeFile(join(cwd, 'team.supp'), team, 'latin1');
});

const minimize = (...more: string[]) => run(['minimize', ...args, ...more], cwd);
const now = () => readFile(join(cwd, 'team.supp'), 'latin1');

describe.each([[[]], [['--no-generalise']]])('the set that people believe in, with %j', (more) => {
  test('--dry-run shows what would be written, and writes nothing', async () => {
    const dry = await minimize('--dry-run', ...more);
    expect(dry.code).toBe(1);
    expect(dry.stdout).toMatch(/^--- team\.supp\n\+\+\+ team\.supp\n@@ /);
    expect(await now()).toBe(team);

    const wet = await minimize(...more);
    expect(wet.code).toBe(0);
    expect(wet.stdout).toBe('');
    expect(wet.stderr).toBe(dry.stderr);
    expect(await now()).toBe(applyPatch(team, dry.stdout));
    expect(await readdir(cwd)).toEqual(['team.supp']);

    const again = await minimize('--dry-run', ...more);
    expect(again).toMatchObject({ code: 0, stdout: '' });
    expect(again.stderr).toContain('0 changes');
  });

  test('hides the noise and nothing real afterwards', async () => {
    const { stderr } = await minimize(...more);
    expect(stderr).toMatch(
      /^team\.supp:5: replace “tables of the library grow .*”: hid the real finding b404b/m,
    );
    const checked = await run(['check', log, '-s', 'team.supp', ...args.slice(1, 3), '--json'], cwd);
    const { findings, totals } = JSON.parse(checked.stdout) as CheckJson;
    expect(findings.filter((each) => each.real && each.hiddenBy.length > 0)).toEqual([]);
    expect(totals.hidden).toBe(39);
  });
});

test('-o writes elsewhere, --json tells the changes', async () => {
  const { code, stdout } = await minimize('-o', 'new.supp', '--json');
  expect(code).toBe(0);
  expect(await now()).toBe(team);
  const json = JSON.parse(stdout) as RewriteJson;
  expect(json).toMatchObject({
    version: 1,
    noise: { distinct: 39, hidden: { after: 39 } },
    real: { distinct: 9, hidden: { before: 1, after: 0 } },
    uncovered: [],
  });
  expect(json.entries.before).toBe(9);
  expect(json.changes[0]).toMatchObject({ action: 'replace', line: 5, entry: { kind: 'Memcheck:Leak' } });
  const written = await readFile(join(cwd, 'new.supp'), 'latin1');
  for (const { action, line, name } of json.changes)
    if (action === 'add') expect(written.split('\n')[line - 1]).toBe(`   ${name}`);
});

test('logs that were recorded under suppressions take nothing away', async () => {
  await writeFile(
    join(cwd, 'some.log'),
    '==1== Memcheck, a memory error detector\n==1== ERROR SUMMARY: 0 errors from 0 contexts (suppressed: 3 from 2)\n',
  );
  const { code, stderr } = await run(['minimize', 'some.log', '--rewrite', 'team.supp', '--dry-run'], cwd);
  expect(stderr).toContain(
    'no entry for memcheck goes or gets narrower for want of findings: some logs were recorded under',
  );
  expect(stderr).toContain(
    'team.supp:11: warning: “KVM_SET_PIT2: nobody reads reserved[]” hides nothing here and stays',
  );
  expect(code).toBe(0);
});

test('broken pieces are told and stay', async () => {
  const broken = '{\n  old\n  Memcheck:Leek\n  fun:f\n}\n';
  await writeFile(join(cwd, 'team.supp'), broken + team);
  const { stderr } = await minimize();
  expect(stderr).toContain('team.supp:3: memcheck refuses this file');
  expect((await now()).startsWith(broken)).toBe(true);
});

test('a link stays a link, and permissions stay', async () => {
  await writeFile(join(cwd, 'real.supp'), team, 'latin1');
  await chmod(join(cwd, 'real.supp'), 0o664);
  await symlink('real.supp', join(cwd, 'link.supp'));
  await run(['minimize', ...args.slice(0, -1), 'link.supp'], cwd);
  expect(await readFile(join(cwd, 'real.supp'), 'latin1')).not.toBe(team);
  expect((await stat(join(cwd, 'real.supp'))).mode & 0o777).toBe(0o664);
});

test('the file itself is no other set in use', async () => {
  await writeFile(join(cwd, '.chaffrc.json'), '{"sets": ["team.supp"]}');
  const configured = await minimize('--dry-run');
  await writeFile(join(cwd, '.chaffrc.json'), '{}');
  expect((await minimize('--dry-run')).stdout).toBe(configured.stdout);
});

describe('what has no meaning ends with 2', () => {
  test.each([
    [[log, '--dry-run'], 'go with --rewrite'],
    [[log, '--no-generalise'], 'go with --rewrite'],
    [[log, '--rewrite', '-'], 'no file to write to'],
    [[log, '--rewrite', 'absent.supp'], 'no such file: absent.supp'],
    [['--rewrite', 'team.supp'], 'name the logs'],
  ])('%j', async (more, message) => {
    const { code, stderr } = await run(['minimize', ...more], cwd);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

test('the diff is in colours, and inert, on a terminal', () => {
  const diff = unifiedDiff('a', 'x\nold\x1b[2J\n', 'x\nnew\n');
  expect(colouredDiff(diff).split('\n')).toEqual([
    '\x1b[1m--- a\x1b[0m',
    '\x1b[1m+++ a\x1b[0m',
    '\x1b[36m@@ -1,2 +1,2 @@\x1b[0m',
    ' x',
    '\x1b[31m-old\\u{1b}[2J\x1b[0m',
    '\x1b[32m+new\x1b[0m',
    '',
  ]);
  expect(unifiedDiff('a', 'x', 'x')).toBe('');
});
