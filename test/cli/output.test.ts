import { copyFile, mkdir, mkdtemp, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { run } from './run.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'chaff-output-'));
  await mkdir(join(cwd, 'logs'));
  await copyFile(join(talk, 'talk.xml'), join(cwd, 'logs/talk.xml'));
  for (const set of ['naive.supp', 'real.supp']) await copyFile(join(talk, set), join(cwd, set));
  await symlink('logs/talk.xml', join(cwd, 'link.xml'));
});
afterEach(() => rm(cwd, { recursive: true }));

describe('no log that is read is written over', () => {
  const talkOf = () => readFile(join(cwd, 'logs/talk.xml'), 'latin1');

  test.each([
    [['report', 'logs/talk.xml']],
    [['report', 'logs']],
    [['report', 'logs/talk.xml', '--json']],
    [['minimize', 'logs']],
    [['minimize', 'logs', '--json']],
    [['minimize', 'logs/*', '--rewrite', 'naive.supp']],
    [['generate', 'link.xml']],
    [['merge', 'naive.supp', '--real', 'real.supp', '--logs', 'logs']],
  ])('%s', async (args) => {
    const before = await talkOf();
    for (const output of ['logs/talk.xml', './logs/../logs/talk.xml', 'link.xml', join(cwd, 'link.xml')])
      expect(await run([...args, '-o', output], cwd)).toEqual({
        code: 2,
        stdout: '',
        stderr: `chaff: -o ${output} is one of the logs that are read; name another file\n`,
      });
    expect(await talkOf()).toBe(before);
  });

  test('nor those that are compared with', async () => {
    const args = ['report', join(talk, 'talk.txt'), '--baseline', 'logs'];
    expect(await run([...args, '-o', 'link.xml'], cwd)).toMatchObject({ code: 2 });
  });
});

test.each([
  [['minimize', 'logs', '--real', 'real.supp'], 'files that tell real findings from noise'],
  [['minimize', 'logs', '--noise', 'real.supp'], 'files that tell real findings from noise'],
  [
    ['minimize', 'logs', '--real', 'real.supp', '--rewrite', 'naive.supp'],
    'files that tell real findings from noise',
  ],
  [['convert', 'real.supp', '--to', 'lsan'], 'files that are converted'],
  [['convert', '.', '--to', 'lsan', '--json'], 'files that are converted'],
])('what nothing can tell again is not written over: %s', async (args, they) => {
  const path = join(cwd, 'real.supp');
  const before = await readFile(path, 'latin1');
  const stderr = `chaff: -o ${path} is one of the ${they}; name another file\n`;
  expect(await run([...args, '-o', path], cwd)).toEqual({ code: 2, stdout: '', stderr });
  expect(await readFile(path, 'latin1')).toBe(before);
});

test('a set that is read may be written over', async () => {
  const sets = ['naive.supp', 'real.supp'];
  const merged = (await run(['merge', ...sets], cwd)).stdout;
  expect(await run(['merge', ...sets, '-o', 'naive.supp'], cwd)).toMatchObject({ stdout: '' });
  expect(await readFile(join(cwd, 'naive.supp'), 'latin1')).toBe(merged);
  const args = ['minimize', 'logs', '--unmarked', 'noise', '-s', 'real.supp'];
  const minimized = (await run(args, cwd)).stdout;
  expect(await run([...args, '-o', 'real.supp'], cwd)).toMatchObject({ stdout: '' });
  expect(await readFile(join(cwd, 'real.supp'), 'latin1')).toBe(minimized);
});
