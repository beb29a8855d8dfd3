import { mkdir, mkdtemp, readFile, readdir, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { Readable } from 'node:stream';
import { applyPatch } from 'diff';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { run } from './run.js';

const tidy = '# caf\xE9\n{\n   a\n   Memcheck:Cond\n   fun:f\n}\n';
const untidy = '# caf\xE9  \r\n{\na\n\n\tMemcheck:Cond\n\tfun:f\n }';
const broken = '{\nb \nMemcheck:Kond\n\nfun:f\n}\n';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-format-'));
  await writeFile(join(cwd, 'tidy.supp'), tidy, 'latin1');
  await writeFile(join(cwd, 'untidy.supp'), untidy, 'latin1');
});
afterEach(() => {
  vi.restoreAllMocks();
});

const chaff = (...args: string[]) => run(['format', ...args], cwd);
const now = (name: string) => readFile(join(cwd, name), 'latin1');
function standardInput(bytes: string) {
  const stream = Readable.from([Buffer.from(bytes, 'latin1')]);
  vi.spyOn(process, 'stdin', 'get').mockReturnValue(stream as typeof process.stdin);
}

test('one file goes to standard output, byte for byte, and stays as it is', async () => {
  expect(await chaff('untidy.supp')).toEqual({ code: 0, stdout: tidy, stderr: '' });
  expect(await chaff('tidy.supp')).toEqual({ code: 0, stdout: tidy, stderr: '' });
  expect(await now('untidy.supp')).toBe(untidy);
});

test('--check lists the files that would change', async () => {
  expect(await chaff('--check')).toEqual({ code: 1, stdout: 'untidy.supp\n', stderr: '' });
  expect(await chaff('--check', 'tidy.supp')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await now('untidy.supp')).toBe(untidy);
});

test('--diff shows what would change', async () => {
  const { code, stdout, stderr } = await chaff('--diff');
  expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
  expect(stdout).toMatch(/^--- untidy\.supp\n\+\+\+ untidy\.supp\n@@ /);
  expect(applyPatch(untidy, stdout)).toBe(tidy);
  expect(await chaff('--diff', 'tidy.supp')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await now('untidy.supp')).toBe(untidy);
});

test('--write writes the files that change, and lists them', async () => {
  expect(await chaff('--write')).toEqual({ code: 0, stdout: 'untidy.supp\n', stderr: '' });
  expect(await now('untidy.supp')).toBe(tidy);
  expect(await chaff('--write')).toEqual({ code: 0, stdout: '', stderr: '' });
  expect(await readdir(cwd)).toEqual(['tidy.supp', 'untidy.supp']);
});

test('without arguments the sets of the configuration are meant', async () => {
  await mkdir(join(cwd, 'sets'));
  await writeFile(join(cwd, 'sets', 'team.supp'), untidy, 'latin1');
  await writeFile(join(cwd, '.chaffrc.json'), '{"sets": ["sets/team.supp"]}');
  expect((await chaff()).stdout).toBe(tidy);
});

describe('standard input', () => {
  test('goes to standard output', async () => {
    standardInput(untidy);
    expect(await chaff('-')).toEqual({ code: 0, stdout: tidy, stderr: '' });
  });

  test('has the name that --stdin-filename gives it, which also asks for it', async () => {
    standardInput(untidy);
    expect((await chaff('--check', '--stdin-filename', 'x.supp')).stdout).toBe('x.supp\n');
    standardInput(untidy);
    expect((await chaff('--diff', '-', '--stdin-filename', 'x.supp')).stdout).toMatch(/^--- x\.supp\n/);
    standardInput(untidy);
    expect((await chaff('--check', '-')).stdout).toBe('-\n');
  });
});

test('what is broken is told, stays, and does not change the exit code', async () => {
  await writeFile(join(cwd, 'broken.supp'), `${broken}${untidy}`, 'latin1');
  const { code, stdout, stderr } = await chaff('broken.supp', '--sort', 'name');
  expect(code).toBe(0);
  expect(stdout).toBe(`${broken}\n${tidy}`);
  expect(stderr).toBe(
    'warning: broken.supp:3: left as it is: Memcheck has no kind "Kond". Did you mean "Cond"?\n' +
      'warning: broken.supp: not sorted, since something in it is broken\n',
  );
  expect((await chaff('broken.supp')).stderr).not.toContain('not sorted');
});

test('the target version says what is broken', async () => {
  await writeFile(join(cwd, 'new.supp'), untidy.replace('Cond', 'ReallocZero'), 'latin1');
  expect((await chaff('--check', 'new.supp', '--valgrind', '3.19')).stderr).toContain(
    'new.supp:5: left as it is',
  );
  expect(await chaff('--check', 'new.supp')).toEqual({ code: 1, stdout: 'new.supp\n', stderr: '' });
});

test('--sort sorts', async () => {
  const b = tidy.replaceAll('a\n', 'b\n');
  await writeFile(join(cwd, 'two.supp'), `${b}\n${tidy}`, 'latin1');
  expect((await chaff('--check', 'two.supp')).code).toBe(0);
  expect((await chaff('two.supp', '--sort', 'kind')).stdout).toBe(`${tidy}\n${b}`);
});

describe('what has no meaning ends with 2', () => {
  test.each([
    [['tidy.supp', 'untidy.supp'], '2 files would run into one on standard output'],
    [[], '2 files would run into one on standard output'],
    [['absent.supp', '--write'], 'no such file: absent.supp'],
    [['-', '--write'], 'no file to write to'],
    [['tidy.supp', '--stdin-filename', 'x.supp'], '--stdin-filename goes with -'],
    [['--check', '--write'], 'cannot be used with'],
    [['--check', '--diff'], 'cannot be used with'],
    [['tidy.supp', '--sort', 'size'], 'Allowed choices are none, name, kind'],
  ])('%j', async (args, message) => {
    const { code, stdout, stderr } = await chaff(...args);
    expect(stderr).toContain(message);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(await now('untidy.supp')).toBe(untidy);
  });
});
