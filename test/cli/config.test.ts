import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/cli/config.js';
import { UsageError } from '../../src/cli/usage-error.js';

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

test.each(['a/b/.chaffrc', 'a/b/.chaffrc.json', 'a/b/.chaffrc.yaml', 'a/.chaffrc', '.chaffrc.json'])(
  '%s is found',
  async (path) => {
    await write(path, valgrind);
    expect(await readConfig(cwd, undefined)).toEqual(valgrind);
  },
);

test('a package says it under a key', async () => {
  await write('a/package.json', { chaff: valgrind });
  expect(await readConfig(cwd, undefined)).toEqual(valgrind);
});

test('a package without that key says nothing', async () => {
  await write('a/package.json', { name: 'x' });
  expect(await readConfig(cwd, undefined)).toEqual({});
});

test('an empty one lets those above it speak', async () => {
  await writeFile(join(cwd, '.chaffrc'), '# nothing yet\n');
  await mkdir(join(cwd, '.chaffrc.json'));
  await write('a/.chaffrc', valgrind);
  expect(await readConfig(cwd, undefined)).toEqual(valgrind);
});

describe('nothing is looked for but what the README names', () => {
  beforeEach(() => {
    vi.spyOn(process, 'cwd').mockReturnValue(cwd);
    vi.stubEnv('XDG_CONFIG_HOME', join(home, 'x'));
  });
  afterEach(() => vi.restoreAllMocks());

  test.each(['js', 'cjs', 'mjs', 'ts'])('no code is run: %s', async (ending) => {
    const ran = join(home, 'ran');
    const code = `require('fs').writeFileSync(${JSON.stringify(ran)}, ''); module.exports = {};`;
    const places = ['a/b/.config/config', 'a/b/.chaffrc', 'a/b/.config/chaffrc', 'x/chaff/config'];
    for (const place of places) {
      await mkdir(dirname(join(home, place)), { recursive: true });
      await writeFile(join(home, `${place}.${ending}`), code);
    }
    await write('a/.chaffrc', valgrind);
    expect(await readConfig(cwd, undefined)).toEqual(valgrind);
    await expect(readConfig(cwd, `.chaffrc.${ending}`)).rejects.toThrow(UsageError);
    await write('a/b/.chaffrc', { $import: `.chaffrc.${ending}` });
    await expect(readConfig(cwd, undefined)).rejects.toThrow('unknown key “$import”');
    expect(existsSync(ran)).toBe(false);
  });

  test.each([
    ['a/b/.config/config.json', { cosmiconfig: { searchPlaces: ['other.json'] } }],
    ['a/b/package.json', { cosmiconfig: { searchPlaces: ['other.json'] } }],
    ['a/b/package.yaml', { cosmiconfig: { searchPlaces: ['other.json'] } }],
    ['a/b/.config/config.yaml', { chaff: { valgrind: '3.20' } }],
    ['a/b/.config/chaffrc', { valgrind: '3.20' }],
    ['x/chaff/config.json', { valgrind: '3.20' }],
  ])('%s says nothing', async (path, content) => {
    await write('a/b/other.json', { valgrind: '3.20' });
    await write(path, content);
    expect(await readConfig(cwd, undefined)).toEqual({});
  });
});

test('one that is named is read, wherever it is', async () => {
  await write('elsewhere.json', valgrind);
  expect(await readConfig(cwd, '../../elsewhere.json')).toEqual(valgrind);
});
