import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { lint } from '../../src/lint/lint.js';
import { missingTool } from './valgrind.js';

/** Entries of which rules say that Valgrind skips them, or crashes: Valgrind shows whether it does. */
const missing = missingTool();
const skipped = missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';
const run = promisify(execFile);

const fishy = `#include <stdlib.h>
int main(void) { volatile long size = -1; free(malloc(size)); return 0; }
`;
const race = `#include <pthread.h>
static int shared;
static void *count(void *arg) { shared++; return arg; }
int main(void) { pthread_t t; pthread_create(&t, 0, count, 0); shared++; return pthread_join(t, 0); }
`;

describe.skipIf(skipped)(`lint and Valgrind${missing ? ` (${missing} is not installed)` : ''}`, () => {
  let folder: string;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'chaff-lint-'));
    for (const [name, source] of Object.entries({ fishy, race })) {
      await writeFile(join(folder, `${name}.c`), source);
      await run('gcc', ['-w', '-g', '-O0', '-pthread', `${name}.c`, '-o', name], { cwd: folder });
    }
  });

  afterAll(() => rm(folder, { recursive: true, force: true }));

  /** What Valgrind prints, and whether it comes to an end of its own. */
  async function valgrind(tool: string, program: string, bytes: string) {
    const supp = join(folder, 'x.supp');
    await writeFile(supp, bytes, 'latin1');
    const args = [`--tool=${tool}`, `--suppressions=${supp}`, join(folder, program)];
    try {
      const { stderr } = await run('valgrind', args, { env: { ...process.env, VALGRIND_OPTS: '' } });
      return { ended: true, text: stderr };
    } catch (error) {
      return { ended: false, text: (error as { stderr: string }).stderr };
    }
  }

  function rulesBroken(bytes: string): string[] {
    return lint([{ name: 'x.supp', bytes }], { version: '3.19' }).map(({ rule }) => rule);
  }

  it('agree on entries that no tool reads', { timeout: 120_000 }, async () => {
    const heads = [
      'memcheck:Cond',
      'Memcheck :Cond',
      'DRD:MutexErr',
      'xMemcheck,Memcheck:Cond',
      'Addrcheck, Memcheck:Cond',
      'Mem\xe2\x80\x8bcheck:Cond',
      'Massif:Leak',
      'exp-sgcheck:SorG',
      'CoreError:FdBadClose',
      'fun:inflate',
    ];
    // A tool that did read one would refuse what stands in the place of its locations.
    const entry = (head: string) => `{\nname\n${head}\nno location\n}\n`;
    for (const head of heads)
      expect(rulesBroken(entry(head))).toContainEqual(
        expect.stringMatching(/^(?:inert-entry|invisible-character)$/),
      );
    for (const tool of ['memcheck', 'helgrind', 'drd'])
      expect(await valgrind(tool, 'race', heads.map(entry).join(''))).toMatchObject({ ended: true });
    expect(await valgrind('memcheck', 'race', entry('Memcheck:Cond'))).toMatchObject({ ended: false });
  });

  it('agree on entries that crash', { timeout: 120_000 }, async () => {
    const bare = '{\nname\nMemcheck:FishyValue\nfun:nothing\n}\n';
    expect(rulesBroken(bare)).toContain('crashes-valgrind');
    expect((await valgrind('memcheck', 'fishy', bare)).text).toContain("the 'impossible' happened");
    const whole = '{\nname\nMemcheck:FishyValue\nmalloc(size)\nfun:malloc\n}\n';
    expect(rulesBroken(whole)).not.toContain('crashes-valgrind');
    expect((await valgrind('memcheck', 'fishy', whole)).text).toContain('suppressed: 1 from 1');
    const freed = '{\nname\nHelgrind:FreeMemLock\nfun:nothing\n}\n';
    expect(rulesBroken(freed)).toContain('crashes-valgrind');
    expect((await valgrind('helgrind', 'race', freed)).text).toContain("the 'impossible' happened");
  });
});
