import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyProject, isSkipped, minimized, missingOf, reported, runIn, titled } from './project.js';

const missing = missingOf('valgrind', 'gcc', 'meson', 'ninja');

describe.skipIf(isSkipped(missing))(titled('the logs of meson test --setup=valgrind', missing), () => {
  test('are read, and the set made from them is one that Valgrind and Meson take', async () => {
    const folder = await copyProject();
    const build = await mkdtemp(join(folder, 'build-'));
    const meson = (...args: readonly string[]) => runIn(folder, 'meson', args);
    const logs = `${build}/valgrind.*.log`;
    expect(await meson('setup', build)).toMatchObject({ code: 0 });
    // Two of the three tests have errors, of which Valgrind tells by the exit code.
    expect((await meson('test', '-C', build, '--setup=valgrind')).code).toBe(2);
    expect(await reported(folder, logs)).toEqual(['app_work: 1', 'copied < noise_init: 2']);
    expect(await reported(folder, build)).toEqual(await reported(folder, logs));

    await minimized(folder, logs);
    expect(await reported(folder, logs, '-s', 'small.supp')).toEqual(['app_work: 1']);
    for (const name of await readdir(build)) if (name.startsWith('valgrind.')) await rm(join(build, name));
    expect(await meson('configure', build, `-Dsuppressions=${folder}/small.supp`)).toMatchObject({ code: 0 });
    expect((await meson('test', '-C', build, '--setup=valgrind')).code).toBe(1);
    expect(await reported(folder, logs)).toEqual(['app_work: 1']);
  });
});
