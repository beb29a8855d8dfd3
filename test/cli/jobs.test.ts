import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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
});
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

test('what is printed does not depend on the number of threads', async () => {
  writeFileSync(join(folder, 'empty.supp'), '');
  const alone = await chaff('check', '.', '-s', 'empty.supp', '--json', '-j', '1');
  expect(alone.code).toBe(1);
  expect(JSON.parse(alone.stdout)).toHaveProperty('findings.length', expect.any(Number));
  for (const jobs of ['2', '5']) {
    expect(await chaff('check', '.', '-s', 'empty.supp', '--json', '--jobs', jobs)).toEqual(alone);
  }
});

test('a log that cannot be read is told, and the threads end', async () => {
  const result = await chaff('generate', '0.txt', '0.xml', '2.txt', '/proc/self/mem', '-j', '3');
  expect(result).toEqual({ code: 2, stdout: '', stderr: 'chaff: cannot read /proc/self/mem: EIO\n' });
});

test.each(['0', '-1', 'x'])('--jobs %s is refused', async (jobs) => {
  const { code, stderr } = await chaff('check', '.', `--jobs=${jobs}`);
  expect(code).toBe(2);
  expect(stderr).toContain('--jobs');
});
