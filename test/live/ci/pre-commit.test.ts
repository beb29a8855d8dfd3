import { chmod, copyFile, mkdir, mkdtemp, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { buildChaff } from '../../cli/built.js';
import { isSkipped, missingOf, runIn, titled } from './project.js';
import { readYaml } from '../../ci/yaml.js';

const missing = missingOf('pre-commit', 'git');
const hooks = readYaml('.pre-commit-hooks.yaml') as readonly Readonly<Record<string, unknown>>[];

/** The hooks as a repository has them that takes chaff from the PATH, for installing it would need a network. */
const config = { repos: [{ repo: 'local', hooks: hooks.map((hook) => ({ ...hook, language: 'system' })) }] };

const bad = '{\n   bad\n   Memcheck:Kond\n   fun:f\n}\n';
const untidy = '{\nuntidy\n Memcheck:Cond\n fun:f\n}\n';
const tidy = '{\n   untidy\n   Memcheck:Cond\n   fun:f\n}\n';

test('hooks are for suppression files, and each runs a command of chaff', () => {
  expect(hooks.map(({ id, entry, files, language }) => ({ id, entry, files, language }))).toEqual([
    { id: 'chaff-lint', entry: 'chaff lint', files: '\\.supp$', language: 'node' },
    { id: 'chaff-format', entry: 'chaff format --write', files: '\\.supp$', language: 'node' },
  ]);
});

test('npm pack prints the name of the package alone, which is what pre-commit takes all of it for', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'chaff-pack-'));
  await copyFile(fileURLToPath(new URL('../../../.npmrc', import.meta.url)), join(folder, '.npmrc'));
  const scripts = { prepare: 'echo building' };
  await writeFile(
    join(folder, 'package.json'),
    JSON.stringify({ name: 'packed', version: '1.0.0', scripts }),
  );
  expect((await runIn(folder, 'npm', ['pack'])).stdout).toBe('packed-1.0.0.tgz\n');
});

describe.skipIf(isSkipped(missing))(titled('pre-commit', missing), () => {
  let bin: string;
  let folder: string;
  const git = (...args: readonly string[]) => runIn(folder, 'git', args, environment());
  const environment = () => ({
    PATH: `${bin}:${process.env['PATH']!}`,
    PRE_COMMIT_HOME: join(bin, 'home'),
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_AUTHOR_NAME: 'A',
    GIT_AUTHOR_EMAIL: 'a@example.org',
    GIT_COMMITTER_NAME: 'A',
    GIT_COMMITTER_EMAIL: 'a@example.org',
  });

  beforeAll(async () => {
    const program = await buildChaff();
    bin = await mkdtemp(join(tmpdir(), 'chaff-bin-'));
    await chmod(program, 0o755);
    await symlink(program, join(bin, 'chaff'));
  }, 240_000);

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaff-pre-commit-'));
    await git('init', '-q');
    await writeFile(join(folder, '.pre-commit-config.yaml'), JSON.stringify(config));
    await mkdir(join(folder, 'supp'));
    await git('add', '-A');
    expect((await runIn(folder, 'pre-commit', ['install'], environment())).code).toBe(0);
    expect((await git('commit', '-q', '-m', 'begin')).code).toBe(0);
  });

  test('keeps what Valgrind refuses from being committed, and passes what it loads', async () => {
    await writeFile(join(folder, 'supp', 'team.supp'), bad);
    await git('add', '-A');
    const refused = await git('commit', '-m', 'bad');
    expect(refused.code).toBe(1);
    expect(refused.stderr).toMatch(/chaff lint\.+Failed[^]*supp\/team\.supp:3:13: error: /);
    await writeFile(join(folder, 'supp', 'team.supp'), bad.replace('Kond', 'Cond'));
    await git('add', '-A');
    expect((await git('commit', '-m', 'good')).code).toBe(0);
    // Other files are none of its business.
    await writeFile(join(folder, 'notes.txt'), bad);
    await git('add', '-A');
    expect((await git('commit', '-m', 'notes')).stderr).toMatch(/chaff lint\.+\(no files to check\)Skipped/);
  });

  test('formats what is untidy, which stops the commit once', async () => {
    await writeFile(join(folder, 'supp', 'team.supp'), untidy);
    await git('add', '-A');
    const first = await git('commit', '-m', 'untidy');
    expect(first.code).toBe(1);
    expect(first.stderr).toMatch(
      /chaff lint\.+Passed[^]*chaff format\.+Failed[^]*files were modified by this hook/,
    );
    expect(await readFile(join(folder, 'supp', 'team.supp'), 'latin1')).toBe(tidy);
    await git('add', '-A');
    expect((await git('commit', '-m', 'tidy')).code).toBe(0);
  });
});
