import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { DiffJson } from '../../src/report/diff/json.js';
import { entry } from '../diff/make.js';
import { isSkipped, titled } from './repository.js';
import { run } from './run.js';

const root = fileURLToPath(new URL('../../', import.meta.url));
const talk = join(root, 'test/corpus/talk');
const [f, g] = ['f', 'g'].map((name) => entry(name, 'Memcheck:Cond', `fun:${name}`)) as [string, string];

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-diff-'));
});
afterEach(() => {
  vi.restoreAllMocks();
});

const chaff = (...args: string[]) => run(['diff', ...args], cwd);
const write = (name: string, bytes: string) => writeFile(join(cwd, name), bytes, 'latin1');
async function changes(...args: string[]): Promise<string[]> {
  const { stdout } = await chaff(...args, '--json');
  return (JSON.parse(stdout) as DiffJson).changes.map(
    ({ categories, before, after }) => `${categories.join()} ${(after ?? before)!.file}`,
  );
}

describe('exit codes', () => {
  beforeEach(async () => {
    await write('f.supp', f);
    await write('fg.supp', f + g);
  });

  test('0 where nothing widens the set, 1 where something does', async () => {
    expect((await chaff('fg.supp', 'f.supp')).code).toBe(0);
    const { code, stdout, stderr } = await chaff('f.supp', 'fg.supp');
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(stdout).toMatch(
      /^f\.supp → fg\.supp\n\n\+ fg\.supp:7 “g”: added; the set hides more\n[^]*\nFails on: widened\n$/,
    );
  });

  test.each([
    ['none', 'f.supp', 'fg.supp', 0],
    ['any', 'fg.supp', 'f.supp', 1],
    ['any', 'f.supp', 'f.supp', 0],
    ['removed, renamed', 'fg.supp', 'f.supp', 1],
    ['renamed', 'fg.supp', 'f.supp', 0],
  ])('--fail-on %s', async (conditions, before, after, code) => {
    expect((await chaff(before, after, '--fail-on', conditions)).code).toBe(code);
  });

  test.each([
    [['f.supp'], 'missing required argument'],
    [['f.supp', 'f.supp', 'f.supp'], 'too many arguments'],
    [['-', '-'], 'only one of the two sets can be standard input'],
    [['f.supp', 'not.supp'], 'no such file: not.supp'],
    [['f.supp', 'f.supp', '--fail-on', 'widend'], 'There is no condition “widend” (did you mean widened?).'],
    [
      ['f.supp', 'f.supp', '--real', 'f.supp'],
      '--real says which findings of --logs are real: name the logs',
    ],
  ])('2 for %j', async (args, message) => {
    const { code, stderr } = await chaff(...args);
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });
});

test('directories, globs and standard input', async () => {
  await mkdir(join(cwd, 'old/sub'), { recursive: true });
  await mkdir(join(cwd, 'new/sub'), { recursive: true });
  for (const name of ['old/a.supp', 'new/sub/b.supp']) await write(name, f);
  for (const name of ['old/sub/b.supp', 'new/a.supp']) await write(name, g);
  expect(await changes('old', 'new')).toEqual(['moved new/a.supp', 'moved new/sub/b.supp']);
  expect(await changes('old/**/*.supp', 'old')).toEqual([]);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(Readable.from([Buffer.from(f)]) as typeof process.stdin);
  expect(await changes('-', 'old/a.supp')).toEqual([]);
});

describe('what logs show', () => {
  const logs = ['--logs', join(talk, 'talk.xml'), '--real', join(talk, 'real.supp')];

  test('which findings are newly hidden, and that a real one is among them', async () => {
    await write('none.supp', '');
    const { code, stdout } = await chaff('none.supp', join(talk, 'noise.supp'), ...logs);
    expect(code).toBe(1);
    expect(stdout).toContain('\nNewly hidden, and marked real:\n\n  Memcheck:Leak (definite) b404be');
    expect(stdout).toContain(
      'Of 48 distinct findings of the logs 36 newly hidden, a real one among them, 0 newly reported.\n',
    );
    expect(stdout).toContain('Fails on: hides-real, widened\n');
    const back = await chaff(join(talk, 'noise.supp'), 'none.supp', ...logs, '--fail-on', 'hides-real');
    expect(back.code).toBe(0);
    expect(back.stdout).toContain('Of 48 distinct findings of the logs 0 newly hidden, 36 newly reported.\n');
  });

  test('as JSON', async () => {
    await write('none.supp', '');
    const { stdout } = await chaff('none.supp', join(talk, 'noise.supp'), ...logs, '--json');
    const { effect, failed } = JSON.parse(stdout) as DiffJson;
    const { certain } = effect!.newlyHidden;
    expect(certain).toHaveLength(36);
    const real = certain.filter((each) => each.real);
    expect(real.map(({ id, by }) => [id.slice(0, 6), by.map(({ line }) => line)])).toEqual([['b404be', [5]]]);
    expect(failed).toEqual(['hides-real', 'widened']);
  });
});

describe.skipIf(isSkipped)(titled('git revisions'), () => {
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=n', '-c', 'user.email=e@x', ...args], {
      cwd,
      encoding: 'utf8',
      stdio: 'pipe',
    });

  beforeEach(async () => {
    git('init', '-q', '-b', 'main');
    await mkdir(join(cwd, 'sets/lib'), { recursive: true });
    await write('sets/a.supp', f);
    await write('sets/lib/caf\xe9.supp'.replace('\xe9', 'é'), g);
    await write('sets/notes.txt', 'no set\n');
    git('add', '.');
    git('commit', '-q', '-m', 'one');
    await write('sets/a.supp', f.replace('fun:f', 'fun:f*'));
  });

  test('of a file', async () => {
    const { code, stdout } = await chaff('main:sets/a.supp', 'sets/a.supp');
    expect(code).toBe(1);
    expect(stdout).toMatch(
      /^main:sets\/a\.supp → sets\/a\.supp\n\n~ sets\/a\.supp:2 “f” \(was main:sets\/a\.supp:2\): widened/,
    );
    expect(await changes('HEAD:sets/a.supp', 'main:sets/a.supp')).toEqual([]);
    git('add', '.');
    expect(await changes('HEAD:sets/a.supp', ':sets/a.supp')).toEqual(['widened :sets/a.supp']);
  });

  test('of a directory', async () => {
    expect(await changes('main:sets', 'sets')).toEqual(['widened sets/a.supp']);
    expect(await changes('main:', 'main:sets/')).toEqual([]);
    git('rm', '-q', '--cached', 'sets/lib/café.supp');
    git('commit', '-q', '-m', 'two');
    expect(await changes('main:sets', 'main~:sets')).toEqual(['added main~:sets/lib/café.supp']);
  });

  test('below the root, as git reads paths', async () => {
    const below = (...args: string[]) => run(['diff', ...args], join(cwd, 'sets'));
    expect((await below('main:./a.supp', 'a.supp')).stdout).toContain('1 widened');
    expect((await below('main:sets', '.')).stdout).toContain('1 widened');
  });

  test('bytes are those of git, whatever filters there are for people', async () => {
    await write('.gitattributes', '*.supp diff=upper\n');
    git('config', 'diff.upper.textconv', 'tr a-z A-Z <');
    expect((await chaff('main:sets/a.supp', 'sets/a.supp')).stdout).toContain('- fun:f\n');
  });

  test('a file of that name goes before', async () => {
    await write('main:sets', g);
    expect(await changes('main:sets', 'sets/lib')).toEqual([]);
  });

  test.each([
    ['main:not.supp', "git says: fatal: path 'not.supp' does not exist in 'main'"],
    ['nowhere:sets/a.supp', "git says: fatal: invalid object name 'nowhere'."],
    ['--output=x:a.supp', 'unknown option'],
  ])('git tells what is wrong with %s', async (name, message) => {
    const { code, stderr } = await chaff(name, 'sets/a.supp');
    expect(stderr).toContain(message);
    expect(code).toBe(2);
  });

  test('a name that looks like an option is none of git', async () => {
    const { code, stderr } = await chaff('sets/a.supp', '--', '--output=x:a.supp');
    expect(stderr).toBe('chaff: no such file: --output=x:a.supp\n');
    expect(code).toBe(2);
  });
});

test.skipIf(isSkipped)(titled('outside of a repository git says so'), async () => {
  await write('f.supp', f);
  const { code, stderr } = await chaff('main:f.supp', 'f.supp');
  expect(stderr).toMatch(/^chaff: no such file: main:f\.supp; git says: fatal: not a git repository/);
  expect(code).toBe(2);
});
