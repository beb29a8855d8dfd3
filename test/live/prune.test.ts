import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { PruneJson } from '../../src/report/prune/json.js';
import { run } from '../cli/run.js';
import { missingTool } from './valgrind.js';

/** Real Valgrind with a set, then without what goes: it reports the same. */
const missing = missingTool();
const skipped = missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';
const start = promisify(execFile);

const program = `#include <stdlib.h>
#define CALL __attribute__((noinline))
static char *volatile kept[8];
CALL char *volatile fill(size_t size) { return malloc(size); }
CALL void pour(void) { kept[0] = fill(10); kept[0] = 0; }
CALL void brew(void) { kept[1] = fill(20); }
CALL void spill(void) { kept[2] = fill(30); kept[2] = 0; }
CALL void wipe(void) { volatile char rubbish[4096]; for (int i = 0; i < 4096; i++) rubbish[i] = 0; }
int main(void) { pour(); brew(); spill(); wipe(); return 0; }
`;

const leakOf = (name: string, kinds: string, ...functions: readonly string[]) =>
  ['{', name, 'Memcheck:Leak', `match-leak-kinds: ${kinds}`, ...functions.map((fun) => `fun:${fun}`), '}', '']
    .join('\n   ')
    .replace('   }', '}')
    .trimEnd() + '\n';

const set = [
  leakOf('pour', 'definite', 'malloc', 'fill', 'pour'),
  leakOf('brew', 'reachable', 'malloc', 'fill', 'brew'),
  // Valgrind tries this one before "pour", so it is the one that is counted.
  leakOf('pour, any kind', 'all', 'malloc', 'fill', 'pour', 'main'),
  leakOf('never poured so', 'all', 'malloc', 'fill', 'main'),
  leakOf('not here', 'all', 'malloc', 'fill', 'serve'),
].join('');

describe.skipIf(skipped)(`prune after Valgrind${missing ? ` (${missing} is not installed)` : ''}`, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaff-prune-'));
    await writeFile(join(folder, 'cup.c'), program);
    await start('gcc', ['-w', '-g', '-O0', 'cup.c', '-o', 'cup'], { cwd: folder });
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** Runs the program under a set, and returns the names of the functions whose leaks are reported. */
  async function valgrind(supp: string | undefined, log: string, ...more: readonly string[]) {
    const args = [
      ...['--leak-check=full', '--show-leak-kinds=all', '--num-callers=12'],
      ...(supp === undefined ? [] : [`--suppressions=${supp}`]),
      ...more,
    ];
    await start('valgrind', [...args, './cup'], { cwd: folder, env: { ...process.env, VALGRIND_OPTS: '' } });
    const text = await readFile(join(folder, log), 'latin1');
    return ['pour', 'brew', 'spill'].filter(
      (name) => text.includes(`: ${name} (cup.c:`) || text.includes(`<fn>${name}</fn>`),
    );
  }

  async function prune(...args: readonly string[]) {
    const { stdout } = await run(['prune', 'cup.supp', ...args, '--json'], folder);
    const { entries } = JSON.parse(stdout) as PruneJson;
    return Object.fromEntries(entries.map(({ name, action, cause, kept }) => [name, [action, cause, kept]]));
  }

  it.each([
    ['text of -v', 'with.txt', ['-v', '--log-file=with.txt']],
    ['XML', 'with.xml', ['--xml=yes', '--xml-file=with.xml']],
  ])('knows from the counts in %s what was used', { timeout: 120_000 }, async (_, log, more) => {
    await writeFile(join(folder, 'cup.supp'), set);
    expect(await valgrind('cup.supp', log, ...more)).toEqual(['spill']);
    expect(await prune('--logs', log)).toEqual({
      // It matches what "pour, any kind" is counted for: not needed, but nobody has seen it fail.
      pour: ['keep', 'never-seen', 'asks'],
      'never poured so': ['remove', 'unmatched', null],
      'not here': ['keep', 'never-seen', 'asks'],
    });

    await run(['prune', 'cup.supp', '--logs', log, '--aggressive', '--write'], folder);
    const after = await readFile(join(folder, 'cup.supp'), 'latin1');
    expect(after).toBe(
      leakOf('brew', 'reachable', 'malloc', 'fill', 'brew') +
        leakOf('pour, any kind', 'all', 'malloc', 'fill', 'pour', 'main'),
    );
    expect(await valgrind('cup.supp', log, ...more)).toEqual(['spill']);
  });

  it('takes a run under suppressions that lists nothing for no proof', { timeout: 120_000 }, async () => {
    await writeFile(join(folder, 'cup.supp'), set);
    await valgrind('cup.supp', 'quiet.txt', '--log-file=quiet.txt');
    for (const [action] of Object.values(await prune('--logs', 'quiet.txt', '--aggressive')))
      expect(action).toBe('keep');
  });

  it(
    'sees all in a run without suppressions, and what is left hides the same',
    { timeout: 120_000 },
    async () => {
      await writeFile(join(folder, 'cup.supp'), set);
      await valgrind(undefined, 'bare.xml', '--xml=yes', '--xml-file=bare.xml');
      expect(await prune('--logs', 'bare.xml', '--write')).toEqual({
        'never poured so': ['remove', 'unmatched', null],
        'not here': ['keep', 'never-seen', 'asks'],
      });
      expect(await valgrind('cup.supp', 'after.txt', '--log-file=after.txt')).toEqual(['spill']);
    },
  );
});
