import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeEach, describe, expect, test } from 'vitest';
import { installedDefaultSupp, installedVersion } from '../../src/cli/installed-valgrind.js';
import { libraryHere } from '../../src/cli/pkg-config.js';
import { distributionHere, platformHere } from '../../src/cli/platform.js';
import { fakePrograms } from './fake-programs.js';

let folder: string;
let env: Record<string, string>;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'chaff-installed-'));
  env = { PATH: join(folder, 'bin') };
});

const program = (script: string, name = 'bin/valgrind') => fakePrograms({ [join(folder, name)]: script });
async function put(name: string): Promise<string> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, '');
  return path;
}

describe('the version of Valgrind', () => {
  test.each([
    ['valgrind-3.19.0', '3.19.0'],
    ['valgrind-3.28.0.GIT', '3.28.0'],
    ['valgrind-3.20.0-rc1', '3.20.0'],
    ['valgrind of somebody', undefined],
  ])('%s', async (line, version) => {
    await program(`echo '${line}'`);
    expect((await installedVersion(env)).value).toBe(version);
  });

  test('options in the environment do not change what it says', async () => {
    await program('echo "valgrind-3.19.0$VALGRIND_OPTS"');
    expect((await installedVersion({ ...env, VALGRIND_OPTS: '-v' })).value).toBe('3.19.0');
  });

  test('without Valgrind nobody knows', async () => {
    expect(await installedVersion(env)).toEqual({ value: undefined, from: 'no valgrind is installed' });
  });
});

describe('default.supp', () => {
  const launching = (path: string) => `echo "--123:1:launcher launching ${path}" >&2`;

  test('is in the folder that VALGRIND_LIB names, and nowhere else', async () => {
    await program(launching(await put('libexec/valgrind/memcheck-amd64-linux')));
    await put('libexec/valgrind/default.supp');
    const other = await put('other/default.supp');
    expect(await installedDefaultSupp({ ...env, VALGRIND_LIB: join(folder, 'other') })).toBe(other);
    await expect(installedDefaultSupp({ ...env, VALGRIND_LIB: join(folder, 'bin') })).rejects.toThrow(
      `there is no default.supp in ${join(folder, 'bin')}`,
    );
  });

  test('is where the tools are that Valgrind starts', async () => {
    await program(launching(await put('odd place/memcheck-amd64-linux')));
    const wanted = await put('odd place/default.supp');
    await put('libexec/valgrind/default.supp');
    expect(await installedDefaultSupp(env)).toBe(wanted);
  });

  test.each(['libexec/valgrind', 'lib/valgrind', 'lib64/valgrind'])(
    'else in %s beside the program, links followed',
    async (place) => {
      await program('exit 1', 'real/bin/valgrind');
      await mkdir(join(folder, 'bin'));
      await symlink(join(folder, 'real/bin/valgrind'), join(folder, 'bin/valgrind'));
      const wanted = await put(`real/${place}/default.supp`);
      expect(await installedDefaultSupp(env)).toBe(wanted);
    },
  );

  test('that is not there is an error that says where it was looked for', async () => {
    await expect(installedDefaultSupp(env)).rejects.toThrow('no valgrind is installed here');
    await program('exit 1');
    await expect(installedDefaultSupp(env)).rejects.toThrow(`${folder}/libexec/valgrind`);
  });
});

describe('a library', () => {
  test.each([
    ['test "$*" = "--modversion -- foo" && echo 1.2.3', { value: '1.2.3', from: 'pkg-config' }],
    ['exit 1', { value: undefined, from: 'pkg-config does not know it' }],
    ['echo', { value: undefined, from: 'pkg-config tells no version' }],
  ])('as pkg-config has it: %s', async (script, fact) => {
    await program(script, 'bin/pkg-config');
    expect(await libraryHere('foo', env)).toEqual(fact);
  });

  test('without pkg-config nobody knows', async () => {
    expect(await libraryHere('foo', env)).toEqual({ value: undefined, from: 'pkg-config is not installed' });
  });
});

describe('this machine', () => {
  test.each([
    ['NAME="Debian GNU/Linux"\nID=debian\nVERSION_ID="12"\n', { name: 'debian', version: '12' }],
    ['VERSION_ID=\'15.5\'\nID="opensuse-leap"\n', { name: 'opensuse-leap', version: '15.5' }],
    ['ID=arch\nBUILD_ID=rolling\n', { name: 'arch' }],
    ['# nothing\n', { name: 'linux' }],
  ])('has the distribution of os-release: %j', async (text, distribution) => {
    const file = join(folder, 'os-release');
    await writeFile(file, text);
    expect(await distributionHere([join(folder, 'absent'), file])).toEqual({
      value: distribution,
      from: file,
    });
  });

  test('without os-release nobody knows', async () => {
    expect((await distributionHere([join(folder, 'absent')])).value).toBe(undefined);
  });

  test('has a platform', () => {
    expect(platformHere()).toMatchObject({ value: { os: expect.any(String), arch: expect.any(String) } });
  });
});
