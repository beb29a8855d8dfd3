import { execFile } from 'node:child_process';
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { logsOfTests } from '../log/logs.js';
import { buildChaff } from './built.js';

let program = '';
let folder = '';
beforeAll(async () => {
  program = await buildChaff();
  folder = mkdtempSync(join(tmpdir(), 'chaff-jobs-'));
  // Threads are for more than a few megabytes: the logs of the tests again and again, in five files.
  const logs = logsOfTests();
  for (const form of ['txt', 'xml']) {
    const some = logs.filter(({ name }) => name.endsWith(form)).map(({ bytes }) => Buffer.from(bytes));
    for (const [k, size] of [9e6, 1e5, 4e6].entries()) {
      const pieces: Buffer[] = [];
      for (let length = 0; length < size; length += pieces.at(-1)!.length)
        pieces.push(some[(k + pieces.length) % some.length]!);
      writeFileSync(join(folder, `${k}.${form}`), Buffer.concat(pieces));
    }
  }
}, 120_000);
afterAll(() => {
  for (const each of [folder, dirname(dirname(program))]) rmSync(each, { recursive: true });
});

interface Ended {
  readonly code: number | string | null | undefined;
  readonly stdout: string;
  readonly stderr: string;
}

function chaff(...args: string[]): Promise<Ended> {
  return new Promise((resolve) => {
    const done = (error: { code?: number | string | null } | null, stdout: string, stderr: string) =>
      resolve({ code: error?.code ?? 0, stdout, stderr });
    execFile(process.execPath, [program, ...args], { cwd: folder, maxBuffer: 1 << 28 }, done);
  });
}

const bytesOf = (name: string) => readFileSync(join(folder, name));

test('what is printed does not depend on the number of threads', async () => {
  writeFileSync(join(folder, 'empty.supp'), '');
  const alone = await chaff('check', '.', '-s', 'empty.supp', '--json', '-j', '1');
  expect(alone.code).toBe(1);
  expect(JSON.parse(alone.stdout)).toHaveProperty('findings.length', expect.any(Number));
  for (const jobs of ['2', '5']) {
    expect(await chaff('check', '.', '-s', 'empty.supp', '--json', '--jobs', jobs)).toEqual(alone);
  }
});

test('a corpus on disk does not depend on the number of threads', async () => {
  copyFileSync(join(folder, '0.xml'), join(folder, 'copy.xml'));
  writeFileSync(join(folder, 'no.log'), 'nothing of Valgrind\n');
  const collect = async (jobs: string, ...args: string[]) => {
    const { code, stderr } = await chaff(
      'collect',
      '.',
      'no.log',
      '-o',
      `${jobs}.parquet`,
      '-j',
      jobs,
      ...args,
    );
    return {
      code,
      stderr: stderr.replace(`${jobs}.parquet`, 'the corpus'),
      bytes: bytesOf(`${jobs}.parquet`),
    };
  };
  const alone = await collect('1');
  expect(alone.code).toBe(0);
  expect(alone.stderr).toMatch(/^no\.log:1: no Valgrind output found\n.*: 7 logs read, 1 known already/m);
  rmSync(join(folder, '1.parquet'));
  for (const jobs of ['2', '5']) {
    expect(await collect(jobs)).toEqual(alone);
    // Known by now, and hashed in threads.
    expect((await collect(jobs)).stderr).toMatch(/^the corpus: 0 logs read, 8 known already/);
    rmSync(join(folder, `${jobs}.parquet`));
  }
  rmSync(join(folder, 'copy.xml'));

  await chaff('collect', '1.txt', '1.xml', '-o', 'part.parquet');
  const mixed = (jobs: string) =>
    chaff('check', 'part.parquet', '0.txt', '1.txt', '2.xml', '-s', 'empty.supp', '--json', '-j', jobs);
  const checked = await mixed('1');
  expect(checked.code).toBe(1);
  expect(await mixed('3')).toEqual(checked);
});

test('a log that cannot be read is told, and the threads end', async () => {
  const result = await chaff('generate', '0.txt', '0.xml', '2.txt', '/proc/self/mem', '-j', '3');
  expect(result).toEqual({ code: 2, stdout: '', stderr: 'chaff: cannot read /proc/self/mem: i/o error\n' });
});

test.each(['0', '-1', 'x'])('--jobs %s is refused', async (jobs) => {
  const { code, stderr } = await chaff('check', '.', `--jobs=${jobs}`);
  expect(code).toBe(2);
  expect(stderr).toContain('--jobs');
});
