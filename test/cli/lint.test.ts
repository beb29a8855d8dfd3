import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Problem } from '../../src/lint/problem.js';
import { run } from './run.js';

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-'));
});
afterAll(() => rm(cwd, { recursive: true }));

const entry = (name: string, ...lines: string[]) =>
  `{\n   ${name}\n   Memcheck:Cond\n${lines.map((line) => `   ${line}\n`).join('')}}\n`;
const wordy = `# why we have it\n${entry('wordy entry', 'fun:decode', '...', '...', 'fun:load_frame')}`;
const tidy = `# why we have it\n${entry('wordy entry', 'fun:decode', '...', 'fun:load_frame')}`;
const allKinds = '{\n   all kinds\n   Memcheck:Leak\n   fun:malloc\n   fun:make_table\n}\n';

async function folder(files: Record<string, string>): Promise<string> {
  const path = await mkdtemp(join(cwd, 'case-'));
  for (const [name, bytes] of Object.entries(files)) {
    await mkdir(join(path, name, '..'), { recursive: true });
    await writeFile(join(path, name), bytes, 'latin1');
  }
  return path;
}

const problemsOf = (stdout: string) => (JSON.parse(stdout) as { problems: Problem[] }).problems;

describe('fixes', () => {
  test('--fix writes the file, keeps its comments, and leaves nothing fixable', async () => {
    const at = await folder({ 'a.supp': wordy });
    const { code, stderr } = await run(['lint', '--fix', 'a.supp'], at);
    expect([code, stderr]).toEqual([0, 'fixed 1 problem\n']);
    expect(await readFile(join(at, 'a.supp'), 'latin1')).toBe(tidy);
    const again = await run(['lint', '--fix', 'a.supp'], at);
    expect([again.code, again.stdout, again.stderr]).toEqual([0, '', '']);
  });

  test('--fix-dry-run tells them, --diff shows them, and neither writes', async () => {
    const at = await folder({ 'a.supp': wordy });
    const told = await run(['lint', '--fix-dry-run', 'a.supp'], at);
    expect(told.stderr).toMatch(/^a\.supp:6: .*\[redundant-wildcard\]\nwould fix 1 problem\n$/);
    const shown = await run(['lint', '--diff', 'a.supp'], at);
    expect(shown.code).toBe(1);
    expect(shown.stdout).toMatch(/^--- a\.supp\n\+\+\+ a\.supp\n@@/);
    expect(shown.stdout.split('\n').filter((line) => /^[-+] /.test(line))).toEqual(['-   ...']);
    expect(await readFile(join(at, 'a.supp'), 'latin1')).toBe(wordy);
  });
});

describe('what counts', () => {
  test('errors end with 1, warnings only above --max-warnings', async () => {
    const at = await folder({ 'a.supp': allKinds });
    expect((await run(['lint'], at)).code).toBe(0);
    expect((await run(['lint', '--max-warnings', '1'], at)).code).toBe(0);
    expect((await run(['lint', '--max-warnings', '0'], at)).code).toBe(1);
    expect((await run(['lint', '--rule', 'leak-kinds-missing:error'], at)).code).toBe(1);
    expect((await run(['lint', '--rule', 'leak-kinds-missing:off', '--max-warnings', '0'], at)).stdout).toBe(
      '',
    );
  });

  test('--quiet shows errors only, and warnings still count', async () => {
    const at = await folder({ 'a.supp': allKinds });
    const { code, stdout, stderr } = await run(['lint', '--quiet', '--max-warnings', '0'], at);
    expect([code, stdout, stderr]).toEqual([1, '', '1 warning, 0 allowed (--max-warnings)\n']);
    const loud = await run(['lint', '--max-warnings', '0'], at);
    expect(loud.stderr).toBe('1 warning, 0 allowed (--max-warnings)\n');
    expect((await run(['lint', '--max-warnings', '1'], at)).stderr).toBe('');
  });

  test('the configuration sets levels and options, the command line goes before it', async () => {
    const at = await folder({
      'a.supp': allKinds,
      '.chaffrc.json': JSON.stringify({
        rules: {
          'leak-kinds-missing': 'error',
          'missing-metadata': ['warning', { require: 'reason, owner' }],
        },
      }),
    });
    const { code, stdout } = await run(['lint', '--json'], at);
    expect(code).toBe(1);
    expect(problemsOf(stdout).map(({ rule, severity }) => [rule, severity])).toEqual(
      expect.arrayContaining([
        ['leak-kinds-missing', 'error'],
        ['missing-metadata', 'warning'],
      ]),
    );
    expect((await run(['lint', '--rule', 'leak-kinds-missing:info'], at)).code).toBe(0);
  });

  test.each([
    [{ rules: { 'leak-kind-missing': 'error' } }, 'did you mean leak-kinds-missing?'],
    [{ rules: { syntax: 'loud' } }, 'must be off, info, warning, error'],
    [{ rules: { 'missing-metadata': ['error', { requires: 'reason' }] } }, 'did you mean require?'],
    [{ rules: { 'missing-metadata': ['error', { require: 1 }] } }, 'must be a string'],
    [
      { rules: { 'missing-metadata': ['error', { require: 'reasons' }] } },
      'rule missing-metadata: “require” must be a list of reason,',
    ],
    [
      { rules: { 'name-without-reason': ['error', { pattern: '(' }] } },
      'rule name-without-reason: “pattern” must be a regular expression of JavaScript, not “(”',
    ],
    [
      { rules: { 'unportable-entry': ['error', { oldest: 'abc' }] } },
      'rule unportable-entry: “oldest” must be a version of Valgrind from 3.5.0 on, such as 3.18, not “abc”',
    ],
    [{ rules: { syntax: ['error', {}, 1] } }, 'write a level'],
    [{ rules: [] }, '“rules” must be an object'],
  ])('a configuration that means nothing is refused: %j', async (config, message) => {
    const at = await folder({ 'a.supp': tidy, '.chaffrc.json': JSON.stringify(config) });
    const { code, stderr } = await run(['lint'], at);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });

  test.each([
    [['--rule', 'syntax'], 'takes RULE:LEVEL'],
    [['--rule', 'sintax:off'], 'did you mean syntax?'],
    [['--explain', 'sintax'], 'did you mean syntax?'],
  ])('so is a command line: %j', async (args, message) => {
    const at = await folder({ 'a.supp': tidy });
    const { code, stderr } = await run(['lint', ...args], at);
    expect([code, stderr]).toEqual([2, expect.stringContaining(message)]);
  });
});

test('files, directories and globs name sets; each is linted once', async () => {
  const at = await folder({ 'sets/a.supp': allKinds, 'sets/deep/b.supp': allKinds, 'c.txt': allKinds });
  const files = async (...args: string[]) =>
    problemsOf((await run(['lint', '--json', '--rule', 'exact-duplicate:off', ...args], at)).stdout)
      .filter(({ rule }) => rule === 'leak-kinds-missing')
      .map(({ file }) => file);
  expect(await files('c.txt')).toEqual(['c.txt']);
  expect((await files('sets')).sort()).toEqual(['sets/a.supp', 'sets/deep/b.supp']);
  expect(await files('sets/*.supp', 'sets/a.supp')).toEqual(['sets/a.supp']);
  expect(await files()).toHaveLength(2);
});

test('--logs hold the set against what was found, --real against what must stay', async () => {
  const log = [
    '==7== Memcheck, a memory error detector',
    '==7== Command: ./prog',
    '==7== ',
    '==7== Conditional jump or move depends on uninitialised value(s)',
    '==7==    at 0x1091A0: decode (a.c:3)',
    '==7==    by 0x1091B0: load_frame (a.c:9)',
    '==7==    by 0x1091C0: main (a.c:20)',
    '==7== ',
    '==7== ERROR SUMMARY: 1 errors from 1 contexts (suppressed: 0 from 0)',
    '',
  ].join('\n');
  const at = await folder({
    'a.supp': entry('hides it', 'fun:decode', 'fun:load_frame') + entry('hides none', 'fun:encode', 'fun:x'),
    'real.supp': entry('true bug', 'fun:decode'),
    'a.log': log,
  });
  const { code, stdout } = await run(
    ['lint', 'a.supp', '--logs', 'a.log', '--real', 'real.supp', '--json'],
    at,
  );
  expect(code).toBe(1);
  expect(problemsOf(stdout).map(({ rule, line }) => `${rule}:${line}`)).toEqual(
    expect.arrayContaining(['hides-real-finding:2', 'unused-entry:8']),
  );
});

test('--explain tells of one rule or of all', async () => {
  const at = await folder({});
  const one = await run(['lint', '--explain', 'leak-kinds-missing'], at);
  expect([one.code, one.stdout]).toEqual([0, expect.stringContaining('Right:')]);
  const all = await run(['lint', '--explain', 'all'], at);
  expect(all.stdout).toMatch(/^syntax +error +Valgrind must/m);
});
