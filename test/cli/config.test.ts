import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/cli/config.js';

let home: string;
let cwd: string;

beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'chaff-config-'));
  cwd = join(home, 'a/b');
  await mkdir(cwd, { recursive: true });
  vi.stubEnv('HOME', home);
  vi.stubEnv('XDG_CONFIG_HOME', undefined);
});
afterEach(() => vi.unstubAllEnvs());

const valgrind = { valgrind: '3.18' };
async function write(path: string, config: object): Promise<void> {
  await mkdir(dirname(join(home, path)), { recursive: true });
  await writeFile(join(home, path), JSON.stringify(config));
}

test('where there is none, nothing is said', async () => {
  expect(await readConfig(cwd, undefined)).toEqual({});
});

test.each([
  'a/b/.chaffrc',
  'a/b/.chaffrc.json',
  'a/b/.chaffrc.yaml',
  'a/b/.chaffrc.yml',
  'a/b/.config/chaffrc',
  'a/.chaffrc',
  'a/.config/chaffrc.json',
  '.config/chaffrc.yaml',
])('%s is found', async (path) => {
  await write(path, valgrind);
  expect(await readConfig(cwd, undefined)).toEqual(valgrind);
});

test('a package says it under a key', async () => {
  await write('a/package.json', { chaff: valgrind });
  expect(await readConfig(cwd, undefined)).toEqual(valgrind);
});

test('a package without that key says nothing', async () => {
  await write('a/package.json', { name: 'x' });
  expect(await readConfig(cwd, undefined)).toEqual({});
});

test.runIf(process.platform === 'linux')('that of the user is found', async () => {
  vi.stubEnv('XDG_CONFIG_HOME', join(home, 'x'));
  await write('x/chaff/config.json', valgrind);
  expect(await readConfig(cwd, undefined)).toEqual(valgrind);
});

test('one that is named is read, wherever it is', async () => {
  await write('elsewhere.json', valgrind);
  expect(await readConfig(cwd, '../../elsewhere.json')).toEqual(valgrind);
});
