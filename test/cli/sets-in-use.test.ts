import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { fakePrograms } from './fake-programs.js';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));

let cwd: string;
beforeAll(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-sets-'));
  for (const folder of ['sets', 'marks', 'none']) await mkdir(join(cwd, folder));
  await copyFile(join(talk, 'talk.xml'), join(cwd, 'talk.xml'));
  await copyFile(join(talk, 'naive.supp'), join(cwd, 'sets/naive[1].supp'));
  await copyFile(join(talk, 'naive.supp'), join(cwd, 'copy.supp'));
  await copyFile(join(talk, 'real.supp'), join(cwd, 'marks/real.supp'));
  await copyFile(join(talk, 'noise.supp'), join(cwd, 'marks/noise.supp'));
  await fakePrograms({ [join(cwd, 'valgrind')]: 'echo valgrind-3.19.0' });
});
afterEach(() => rm(join(cwd, '.chaffrc'), { force: true }));
afterAll(() => rm(cwd, { recursive: true }));

/** What a command tells where the configuration has some values. */
async function configured(config: object, args: readonly string[]) {
  await writeFile(join(cwd, '.chaffrc'), JSON.stringify(config));
  return run(args, cwd);
}

describe('sets in use are files, globs and folders', () => {
  describe.each([
    [['check', 'talk.xml']],
    [['explain', 'talk.xml']],
    [['report', '--format', 'markdown', 'talk.xml']],
    [['triage', '--print', 'talk.xml']],
    [['minimize', 'talk.xml', '--unmarked', 'noise']],
    [['prune', 'copy.supp', '--logs', 'talk.xml']],
  ])('%s', (args) => {
    // The name of the file is a glob as well, which it does not match.
    test('options', async () => {
      const expected = await run([...args, '-s', 'sets/naive[1].supp'], cwd);
      expect(expected).not.toEqual(await run(args, cwd));
      for (const set of ['sets/*.supp', 'sets', 'sets/', './sets/{naive,other}*'])
        expect(await run([...args, '-s', set], cwd)).toEqual(expected);
    });

    test('configuration', async () => {
      const expected = await configured({ sets: 'sets/naive[1].supp' }, args);
      expect(expected).not.toEqual(await configured({}, args));
      for (const sets of ['sets/*.supp', 'sets'])
        expect(await configured({ sets: [sets] }, args)).toEqual(expected);
    });
  });

  test('run', async () => {
    const args = ['run', '--valgrind', './valgrind', '--wrapper', 'wrapper', '--force'];
    for (const set of ['sets/naive[1].supp', 'sets/*.supp', 'sets']) {
      expect(await run([...args, '-s', set, '--', 'true'], cwd)).toMatchObject({ code: 0 });
      expect(await readFile(join(cwd, 'wrapper'), 'utf8')).toContain(`${cwd}/sets/naive[1].supp`);
    }
  });

  test.each([
    ['sets/*.txt', 'no file matches sets/*.txt'],
    ['none', 'no suppression file (*.supp) in none'],
    ['', 'empty name of a suppression file'],
    ['a.supp', 'no such file: a.supp'],
  ])('nothing is there: %j', async (set, message) => {
    for (const option of ['-s', '--real'])
      expect(await run(['check', 'talk.xml', option, set], cwd)).toEqual({
        code: 2,
        stdout: '',
        stderr: `chaff: ${message}\n`,
      });
  });
});

describe('marks are files, globs and folders', () => {
  test.each([
    [['check', 'talk.xml', '-s', 'sets']],
    [['minimize', 'talk.xml']],
    [['report', '--format', 'markdown', 'talk.xml']],
    [['triage', '--print', 'talk.xml']],
    [['lint', 'marks/noise.supp', '--logs', 'talk.xml']],
    [['merge', 'marks/noise.supp', '--logs', 'talk.xml']],
    [['diff', 'marks/noise.supp', 'sets', '--logs', 'talk.xml']],
    [['prune', 'marks/noise.supp', '--logs', 'talk.xml']],
  ])('%s', async (args) => {
    const expected = await run([...args, '--real', 'marks/real.supp'], cwd);
    for (const real of ['marks/r*.supp', 'marks/{real,other}.supp'])
      expect(await run([...args, '--real', real], cwd)).toEqual(expected);
    const byFile = await configured({ real: 'marks/real.supp' }, args);
    expect(await configured({ real: 'marks/r*.supp' }, args)).toEqual(byFile);
  });

  test('noise', async () => {
    const args = ['minimize', 'talk.xml', '--real', 'marks/real.supp'];
    const expected = await run([...args, '--noise', 'marks/noise.supp'], cwd);
    expect(expected).not.toEqual(await run(args, cwd));
    expect(await run([...args, '--noise', 'marks/n*'], cwd)).toEqual(expected);
    expect(await configured({ noise: 'marks/n*' }, args)).toEqual(
      await configured({ noise: 'marks/noise.supp' }, args),
    );
  });
});
