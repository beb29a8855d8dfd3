import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyProject, isSkipped, minimized, missingOf, reported, runIn, titled } from './project.js';

const missing = missingOf('valgrind', 'gcc', 'cmake', 'ctest', 'ninja');

describe.skipIf(isSkipped(missing))(titled('the logs of ctest -T memcheck', missing), () => {
  async function memcheck(folder: string, ...options: readonly string[]): Promise<string> {
    expect(await runIn(folder, 'cmake', ['-G', 'Ninja', '-S', '.', '-B', 'build', ...options])).toMatchObject(
      { code: 0 },
    );
    expect(await runIn(folder, 'cmake', ['--build', 'build'])).toMatchObject({ code: 0 });
    expect(await runIn(join(folder, 'build'), 'ctest', ['-T', 'memcheck'])).toMatchObject({ code: 0 });
    return 'build/Testing/Temporary';
  }

  test('are read, and the set made from them is one that Valgrind and CTest take', async () => {
    const folder = await copyProject();
    const logs = await memcheck(folder);
    expect(
      (await readdir(join(folder, logs))).filter((name) => name.startsWith('MemoryChecker')),
    ).toHaveLength(3);
    expect(await reported(folder, logs)).toEqual(['app_work: 1', 'copied < noise_init: 2']);
    // The other files of that folder hold no findings.
    expect(await reported(folder, `${logs}/MemoryChecker.*.log`)).toEqual(await reported(folder, logs));

    await minimized(folder, logs);
    expect(await reported(folder, logs, '-s', 'small.supp')).toEqual(['app_work: 1']);
    await memcheck(folder, `-DMEMORYCHECK_SUPPRESSIONS_FILE=${folder}/small.supp`);
    expect(await reported(folder, logs)).toEqual(['app_work: 1']);
  });

  test('with the options that CTest takes by itself, too', async () => {
    const folder = await copyProject();
    const logs = await memcheck(folder, '-DQUIET=ON');
    expect(await reported(folder, logs)).toEqual(['app_work: 1', 'copied < noise_init: 2']);
  });
});
