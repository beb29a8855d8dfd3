import { mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { copyProject, isSkipped, minimized, missingOf, reported, runIn, titled } from './project.js';

const missing = missingOf('valgrind', 'gcc');

describe.skipIf(isSkipped(missing))(titled('one text log for each process, by a wrapper', missing), () => {
  test('is read, children that share the log of their parent included', async () => {
    const folder = await copyProject();
    for (const args of [
      ['-g', '-O0', '-shared', '-fPIC', 'noise.c', '-o', 'libnoise.so'],
      ['-g', '-O0', 'app.c', '-L.', '-lnoise', '-Wl,-rpath,$ORIGIN', '-o', 'app'],
    ])
      expect(await runIn(folder, 'gcc', args)).toMatchObject({ code: 0 });
    const start = async (more: Readonly<Record<string, string>> = {}) => {
      await rm(join(folder, 'logs'), { recursive: true, force: true });
      await mkdir(join(folder, 'logs'));
      const env = { LOGS: join(folder, 'logs'), APP: join(folder, 'app'), ...more };
      for (const what of ['quiet', 'noisy', 'faulty', 'forks', 'quiet'])
        expect(await runIn(folder, './emulator', [what], env)).toMatchObject({ code: 0 });
      expect(await readdir(join(folder, 'logs'))).toHaveLength(5);
    };
    await start();
    // The child inherits what its parent has lost, and loses more.
    expect(await reported(folder, 'logs')).toEqual(['app_work: 2', 'copied < noise_init: 4']);

    // As iotests in shell leave it: the logs of processes with errors among the output of the test.
    const printed = [];
    for (const name of await readdir(join(folder, 'logs')))
      printed.push(
        'read 65536/65536 bytes at offset 0',
        await readFile(join(folder, 'logs', name), 'latin1'),
      );
    await writeFile(
      join(folder, '029.out.bad'),
      ['QA output created by 029', '', ...printed, '*** done', ''].join('\n'),
    );
    expect(await reported(folder, '029.out.bad')).toEqual(await reported(folder, 'logs'));

    await minimized(folder, 'logs');
    expect(await reported(folder, 'logs', '-s', 'small.supp')).toEqual(['app_work: 2']);
    await start({ SUPPRESSIONS: join(folder, 'small.supp') });
    expect(await reported(folder, 'logs')).toEqual(['app_work: 2']);
  });
});
