import { mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { beforeEach, describe, expect, test } from 'vitest';
import type { CheckJson } from '../../src/report/check/json.js';
import type { GenerateJson } from '../../src/report/generate/json.js';
import type { MinimizeJson } from '../../src/report/minimize/json.js';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));
const debian = fileURLToPath(new URL('../corpus/debian/', import.meta.url));
const talkArgs = ['--real', join(talk, 'real.supp'), '--noise', join(talk, 'noise.supp')];

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-cli-'));
});

/** The leak of the talk: a table that is copied and never freed. */
const isAcpi = ({ frames }: CheckJson['findings'][number]) => frames.some(({ fun }) => fun === 'acpi_setup');

describe('the example of the talk', () => {
  test.each(['talk.xml', 'talk.txt'])(
    'minimize hides the noise of %s and leaves the ACPI table reported',
    async (log) => {
      const made = await run(['minimize', join(talk, log), ...talkArgs, '-o', 'new.supp', '--json'], cwd);
      const json = JSON.parse(made.stdout) as MinimizeJson;
      expect(json.real).toMatchObject({ distinct: 9, hidden: 0 });
      expect(json.optimal).toBe(true);
      expect(json.bound).toBe(json.entries);
      expect(json.frames).toBe(json.suppressions.reduce((sum, each) => sum + each.frames.length, 0));

      const checked = await run(
        ['check', join(talk, log), '-s', 'new.supp', ...talkArgs.slice(0, 2), '--json'],
        cwd,
      );
      const { findings, totals } = JSON.parse(checked.stdout) as CheckJson;
      expect(checked.code).toBe(1);
      expect(
        findings.filter(
          (each) => each.real && (each.hiddenBy.length > 0 || each.possiblyHiddenBy.length > 0),
        ),
      ).toEqual([]);
      expect(findings.filter(isAcpi).map((each) => each.frames.map(({ fun }) => fun).slice(0, 8))).toEqual([
        [
          'realloc',
          'realloc_and_trace',
          'g_realloc',
          '???',
          'g_array_set_size',
          'acpi_align_size',
          'acpi_build',
          'acpi_setup',
        ],
      ]);
      expect(findings.find(isAcpi)!.hiddenBy).toEqual([]);
      expect(totals.reported + totals.hidden + totals.uncertain).toBe(totals.findings);
      expect(totals.hidden).toBe(json.noise.hidden);
    },
  );

  test('the set that people believe in is caught hiding it', async () => {
    const { code, stdout } = await run(
      ['check', join(talk, 'talk.xml'), '-s', join(talk, 'noise.supp'), ...talkArgs.slice(0, 2)],
      cwd,
    );
    expect(code).toBe(1);
    expect(stdout).toMatch(/^Hidden, but marked real:[^]*acpi_setup/);
  });

  test('the order of logs does not show in the bytes', async () => {
    const logs = [join(talk, 'talk.xml'), join(talk, 'talk.txt'), join(debian, 'gdbus-help.xml.gz')];
    const one = await run(['minimize', ...logs, ...talkArgs], cwd);
    const two = await run(['minimize', ...logs.reverse(), ...talkArgs], cwd);
    expect(one.stdout).toBe(two.stdout);
    expect(one.stdout).toContain('Memcheck:Leak');
  });
});

test('generate writes what hides every finding of its logs', async () => {
  const made = await run(
    ['generate', join(talk, 'talk.xml'), '-o', 'all.supp', '--json', '--num-callers', '40'],
    cwd,
  );
  expect((JSON.parse(made.stdout) as GenerateJson).uncovered).toEqual([]);
  expect(made.code).toBe(0);
  const checked = await run(['check', join(talk, 'talk.xml'), '-s', 'all.supp', '--json'], cwd);
  const { totals, suppressions } = JSON.parse(checked.stdout) as CheckJson;
  expect(totals).toEqual({ findings: 48, reported: 0, hidden: 48, uncertain: 0 });
  expect(suppressions.every((each) => each.hides > 0)).toBe(true);
  expect(checked.code).toBe(0);
});

test('generate warns of entries that are wider than their stacks', async () => {
  const log = (name: string) =>
    `==1== Memcheck, a memory error detector\n==1== Invalid read of size 4\n==1==    at 0x1: ${name} (f.cc:1)\n==1== \n`;
  await writeFile(join(cwd, 'c++.log'), log('n::f(int)'));
  await writeFile(join(cwd, 'c.log'), log('f'));
  const warned = await run(['generate', 'c++.log'], cwd);
  expect(warned.stderr).toContain(
    'warning: 1 entry is wider than its stack, for logs tell some functions by demangled names only (record with --gen-suppressions=all)\n',
  );
  expect(warned.code).toBe(0);
  expect((await run(['generate', 'c.log'], cwd)).stderr).not.toContain('warning');
});

test('lint says what Valgrind refuses, and where', async () => {
  await writeFile(join(cwd, 'bad.supp'), '{\nname\nMemcheck:Nonsense\nfun:f\n}\n');
  await writeFile(join(cwd, 'good.supp'), '{\nname\nMemcheck:Cond\nfun:f\n}\n');
  const bad = await run(['lint', 'bad.supp', '--json'], cwd);
  expect(bad.code).toBe(1);
  expect(JSON.parse(bad.stdout)).toMatchObject({
    version: 1,
    problems: [
      {
        rule: 'syntax',
        severity: 'error',
        file: 'bad.supp',
        line: 3,
        column: 10,
        tools: ['memcheck'],
        valgrind: { message: 'unknown tool suppression type', line: 3 },
      },
    ],
  });
  expect((await run(['lint', 'good.supp'], cwd)).code).toBe(0);
  expect((await run(['lint', 'bad.supp', '--tool', 'drd'], cwd)).code).toBe(0);
  expect((await run(['lint'], cwd)).code).toBe(1);
});

test.each([
  [['help'], 'Usage: chaff [options]'],
  [['help', 'minimize'], 'Usage: chaff minimize'],
  [['help', 'packs'], 'Usage: chaff packs'],
  [['packs', 'help'], 'Usage: chaff packs'],
  [['packs', 'help', 'show'], 'Usage: chaff packs show'],
])('%j', async (args, usage) => {
  const { code, stdout } = await run(args, cwd);
  expect(stdout).toContain(usage);
  expect(code).toBe(0);
});

describe('what cannot run ends with 2 and says why', () => {
  test.each([
    [['minimize', 'absent.xml'], 'no such file: absent.xml'],
    [['minimize'], 'name the logs'],
    [['check', '-s', 'absent.supp', '-'], 'no such file: absent.supp'],
    [['lint', '--tool', 'memchek', 'x'], 'did you mean memcheck?'],
    [['lint', '--valgrind', '2.0', 'x'], 'not known here'],
    [['minimise', 'x'], 'Did you mean minimize?'],
    [['help', 'minimise'], "unknown command 'minimise'\n(Did you mean minimize?)"],
    [['help', 'minimise', 'x'], 'Did you mean minimize?'],
    [['packs', 'help', 'chek'], 'chaff packs has no “chek” (did you mean check?)'],
    [['lint', '--json', '--format', 'sarif', 'x'], '--json and --format sarif are two formats: choose one'],
    [['report', '--json', '--format', 'html', 'x'], '--json and --format html are two formats: choose one'],
    [['convert', '--to', 'lsan', '--json', '--format', 'pretty', 'x'], 'are two formats: choose one'],
    [['lint', '--explain', 'all', '--json'], "cannot be used with option '--json'"],
    [['lint', '--explain', 'all', '--format', 'json'], "cannot be used with option '--format <format>'"],
    [['evaluate', join(talk, 'talk.xml'), '--folds', '2'], 'there is only one group of logs'],
    [['evaluate', join(talk, 'talk.xml')], 'there is only one group of logs'],
    [['check', '--num-callers', 'x', 'y'], 'whole number'],
    [['minimize', '--own', 'prog', 'x'], '--own takes'],
  ])('%j', async (args, message) => {
    const { code, stderr, stdout } = await run(args, cwd);
    expect(stderr).toContain(message);
    expect(stdout).toBe('');
    expect(code).toBe(2);
  });

  test('--json is no contradiction to --format json', async () => {
    await writeFile(join(cwd, 'good.supp'), '{\nname\nMemcheck:Cond\nfun:f\n}\n');
    const { code, stdout } = await run(['lint', 'good.supp', '--json', '--format', 'json'], cwd);
    expect(JSON.parse(stdout)).toMatchObject({ version: 1 });
    expect(code).toBe(0);
  });

  test('a set that Valgrind would refuse', async () => {
    await writeFile(join(cwd, 'bad.supp'), '{\nname\nMemcheck:Cond\n}\n');
    const { code, stderr } = await run(['check', join(talk, 'talk.xml'), '-s', 'bad.supp'], cwd);
    expect(code).toBe(2);
    expect(stderr).toMatch(/bad\.supp:4:1: .*missing stack trace/);
  });

  test('an unknown key of the configuration, with a suggestion', async () => {
    await writeFile(join(cwd, '.chaffrc.json'), '{"numCaller": 12}');
    const { code, stderr } = await run(['lint', 'x'], cwd);
    expect(code).toBe(2);
    expect(stderr).toContain('unknown key “numCaller” (did you mean numCallers?)');
  });
});

test('the configuration says what the command line does not', async () => {
  await writeFile(
    join(cwd, '.chaffrc.yaml'),
    `logs: ${join(talk, 'talk.xml')}\nreal: [${join(talk, 'real.supp')}]\nnoise: [${join(talk, 'noise.supp')}]\n`,
  );
  const configured = await run(['minimize'], cwd);
  const given = await run(['minimize', join(talk, 'talk.xml'), ...talkArgs], cwd);
  expect(configured.stdout).toBe(given.stdout);
});

test('--help of each command names its options, and keeps to a width', async () => {
  const { stdout: all } = await run(['--help'], cwd);
  const commands = [...all.matchAll(/^ {2}([a-z-]+) {2}/gm)].map(([, name]) => name!);
  expect(commands).toContain('install-merge-driver');
  for (const command of commands) {
    const { code, stdout } = await run([command, '--help'], cwd);
    expect(code).toBe(0);
    expect(stdout).toContain('--help');
    expect(stdout.split('\n').filter((line) => line.length > 120)).toEqual([]);
  }
  for (const command of ['minimize', 'check', 'generate', 'lint'])
    expect((await run([command, '--help'], cwd)).stdout).toContain('--num-callers');
});

test('a file is written whole, and nothing is left beside it', async () => {
  await run(['generate', join(talk, 'talk.xml'), '-o', 'all.supp'], cwd);
  expect(await readdir(cwd)).toEqual(['all.supp']);
  expect(await readFile(join(cwd, 'all.supp'), 'latin1')).toMatch(/^# hides/);
});

test.each(['github', 'sarif', 'junit'])('check reports as %s', async (format) => {
  const { stdout } = await run(['check', join(talk, 'talk.xml'), '--format', format], cwd);
  expect(stdout).toContain('acpi_setup');
});

test('hostile names are inert on the terminal', async () => {
  const log = `==1== Memcheck, a memory error detector\n==1== Invalid read of size 4\n==1==    at 0x1: f\u001b[2J\u009b31m (f.c:1)\n==1== \n`;
  await writeFile(join(cwd, 'hostile.log'), log, 'latin1');
  const { stdout } = await run(['check', 'hostile.log'], cwd);
  expect(stdout).toContain('Invalid read');
  expect(stdout).not.toMatch(/[\u001b\u009b]/);
});

test('names that begin with a dash are told as unknown options, and are as inert', async () => {
  const { code, stderr } = await run(['lint', '--\x1b[31mred'], cwd);
  expect(code).toBe(2);
  expect(stderr).not.toContain('\x1b');
  expect(stderr).toContain("unknown option '--\\u{1b}[31mred'");
});

test('each command with --json tells its version', async () => {
  const log = join(talk, 'talk.xml');
  const set = join(talk, 'naive.supp');
  for (const args of [
    ['check', log, '-s', set],
    ['collect', log, '-o', 'a.parquet'],
    ['convert', set, '--to', 'lsan'],
    ['diff', set, set],
    ['explain', log, '-s', set],
    ['generate', log],
    ['merge', set],
    ['minimize', log],
    ['packs'],
    ['prune', set, '--logs', log],
    ['report', log],
  ]) {
    const { stdout, stderr } = await run([...args, '--json'], cwd);
    expect([args[0], stderr, (JSON.parse(stdout) as { version?: unknown }).version]).toEqual([
      args[0],
      stderr,
      1,
    ]);
  }
});
