import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { installedDefaultSupp, installedVersion } from '../../src/cli/installed-valgrind.js';
import { run } from '../cli/run.js';
import { missingTool } from './valgrind.js';

const missing = missingTool();
const skipped = missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';
const execute = promisify(execFile);

const leak = `#include <stdlib.h>
static void lose(void) { malloc(100); }
int main(void) { lose(); return 0; }
`;
const entry = (name: string, comment = '') =>
  `${comment}{\n   ${name}\n   Memcheck:Leak\n   match-leak-kinds: definite\n   fun:malloc\n   fun:lose\n}\n`;

describe.skipIf(skipped)(`bundles and Valgrind${missing ? ` (${missing} is not installed)` : ''}`, () => {
  let folder: string;
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaff-live-bundle-'));
    await writeFile(join(folder, 'leak.c'), leak);
    await execute('gcc', ['-w', '-g', '-O0', 'leak.c', '-o', 'leak'], { cwd: folder });
    await writeFile(join(folder, 'general.supp'), entry('general'));
    await writeFile(join(folder, 'special.supp'), entry('special').trimEnd());
    await writeFile(join(folder, 'own.supp'), entry('of another version', '# valgrind: <3.5\n'));
    const layers = [
      { sets: 'general.supp' },
      { when: { tool: 'memcheck' }, sets: ['special.supp'] },
      { when: { tool: 'memcheck', valgrind: '>=3.5' }, sets: 'own.supp' },
    ];
    await writeFile(join(folder, '.chaffrc.json'), JSON.stringify({ layers }));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));

  const valgrind = async (...options: readonly string[]) => {
    const env = { ...process.env, VALGRIND_OPTS: '' };
    return (
      await execute('valgrind', ['-v', '--leak-check=full', ...options, './leak'], { cwd: folder, env })
    ).stderr;
  };
  const used = (log: string) => /used_suppression:\s+\d+ (.*) \S+:\d+ suppressed/.exec(log)?.[1];

  test('the default.supp that is found is the one that Valgrind reads, and the version is its own', async () => {
    const log = await valgrind();
    expect(log).toContain(`Reading suppressions file: ${await installedDefaultSupp()}\n`);
    expect(log).toContain(`Using Valgrind-${(await installedVersion()).value!}`);
  });

  test('the file loads, and the entry of the special layer comes first', async () => {
    expect((await run(['bundle', '-o', 'bundle.supp'], folder)).code).toBe(0);
    expect(used(await valgrind('--suppressions=bundle.supp'))).toBe('special');
  });

  test('the options load the files in an order that does the same, but for what they cannot leave out', async () => {
    const { stdout } = await run(['bundle', '--args'], folder);
    const options = stdout.trimEnd().split('\n');
    expect(options).toHaveLength(3);
    expect(used(await valgrind(...options))).toBe('of another version');
    expect(used(await valgrind(...options.slice(0, 2)))).toBe('special');
  });

  test('check takes them for what Valgrind did', async () => {
    await execute('valgrind', ['--leak-check=full', '--xml=yes', '--xml-file=log.xml', './leak'], {
      cwd: folder,
    });
    const { stdout, code } = await run(['check', 'log.xml', '--default-supp'], folder);
    expect(stdout).toContain('special.supp:2: special: hides 1');
    expect(stdout).not.toContain('of another version');
    expect(code).toBe(0);
  });
});
