import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readConfig } from '../../src/cli/config.js';
import { UsageError } from '../../src/cli/usage-error.js';
import { run } from './run.js';

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
  'a/.chaffrc',
  '.chaffrc.json',
])('%s is found', async (path) => {
  await write(path, valgrind);
  expect(await readConfig(cwd, undefined)).toEqual({ ...valgrind, file: join(home, path) });
});

test('a package says it under a key', async () => {
  await write('a/package.json', { chaff: valgrind });
  expect(await readConfig(cwd, undefined)).toEqual({ ...valgrind, file: join(home, 'a/package.json') });
});

test('a package without that key says nothing', async () => {
  await write('a/package.json', { name: 'x' });
  expect(await readConfig(cwd, undefined)).toEqual({});
});

test('an empty one lets those above it speak', async () => {
  await writeFile(join(cwd, '.chaffrc'), '# nothing yet\n');
  await mkdir(join(cwd, '.chaffrc.json'));
  await write('a/.chaffrc', valgrind);
  expect(await readConfig(cwd, undefined)).toEqual({ ...valgrind, file: join(home, 'a/.chaffrc') });
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
    expect(await readConfig(cwd, undefined)).toMatchObject(valgrind);
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
  const file = join(home, 'elsewhere.json');
  expect(await readConfig(cwd, '../../elsewhere.json')).toEqual({ ...valgrind, file });
});

test.each(['.chaffrc', '.chaffrc.json', '.chaffrc.yaml', 'package.json'])(
  '%s may begin with the mark of its encoding',
  async (name) => {
    const config = { valgrind: '3.20' };
    const text = JSON.stringify(name === 'package.json' ? { chaff: config } : config);
    await writeFile(join(cwd, name), `\ufeff${text}`);
    expect(await readConfig(cwd, undefined)).toMatchObject(config);
  },
);

describe('what is wrong is told in one line, with its place', () => {
  const lint = async (...args: readonly string[]) => {
    await writeFile(join(cwd, 'a.supp'), '');
    const { code, stderr } = await run(['lint', 'a.supp', ...args], cwd);
    expect(code).toBe(2);
    return stderr.replaceAll(cwd, '.');
  };

  test.each([
    ['package.json', '{"a":', ':1:6: Unexpected end of JSON input'],
    ['package.json', '{\n  "a": 1,\n}\n', ':3:1: Expected double-quoted property name'],
    ['.chaffrc.json', '{\n  "guard": tight\n}', ': Unexpected token'],
    ['.chaffrc.json', '{} {}', ':1:4: Unexpected non-whitespace character after JSON'],
    ['.chaffrc', 'own:\n - "fun:a\n', ':3:1: unexpected end of the stream within a double quoted scalar'],
    ['.chaffrc', '{"own": "fun:a"', ':2:1: unexpected end of the stream within a flow collection'],
    ['.chaffrc.yaml', 'tool: drd\ntool: memcheck\n', ':2:1: duplicated mapping key'],
    ['.chaffrc.yaml', '--- 1\n--- 2\n', ': expected a single document in the stream, but found more'],
  ])('%s: %j', async (name, text, expected) => {
    await writeFile(join(cwd, name), text);
    const told = await lint();
    expect(told).toContain(`chaff: cannot read the configuration: ./${name}${expected}`);
    expect(told).toMatch(/^[^\n\\]+\n$/);
  });

  test.each([
    ['guard', 'tight', ' must be strict, normal or off, not “tight”'],
    ['unmarked', 'maybe', ' must be auto, noise or real, not “maybe”'],
    ['tool', 'massif', ': unknown tool “massif”; known are memcheck, helgrind, drd'],
    ['numCallers', 0, ' must be a whole number from 1 to 500 for Valgrind 3.19.0'],
    ['valgrind', '3.x', ': “3.x” is no Valgrind version; write it like 3.19 or 3.19.0'],
    ['rules', { x: 'off' }, ': there is no rule “x”; chaff lint --explain all lists them'],
  ])('%s: %j', async (key, value, expected) => {
    await write('a/b/.chaffrc', { valgrind: '3.19', [key]: value });
    expect(await lint()).toBe(`chaff: ./.chaffrc: “${key}”${expected}\n`);
  });

  test('own code', async () => {
    await write('a/b/.chaffrc', { own: 'main' });
    const { code, stderr } = await run(['minimize', 'talk.xml'], cwd);
    expect({ code, stderr: stderr.replace(cwd, '.') }).toEqual({
      code: 2,
      stderr: 'chaff: ./.chaffrc: “own” takes obj:PATTERN, fun:PATTERN or src:PATTERN, not “main”\n',
    });
  });

  test('which names are read', async () => {
    expect(await lint('--config', 'naive.supp')).toBe(
      'chaff: cannot read the configuration: ./naive.supp: ' +
        'the name of a configuration ends in .json, .yaml or .yml, or has no ending\n',
    );
    expect(await lint('--config', 'c.json')).toBe(
      'chaff: cannot read the configuration: no such file: ./c.json\n',
    );
  });
});

test('a list of no tools is refused: nothing would be checked', async () => {
  await write('a/b/.chaffrc.json', { tool: [] });
  await writeFile(join(cwd, 'a.supp'), 'nonsense\n');
  const { code, stderr } = await run(['lint', 'a.supp'], cwd);
  expect(code).toBe(2);
  expect(stderr).toContain('.chaffrc.json: “tool” names no tool, so that nothing would be checked');
});
