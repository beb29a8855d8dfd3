import { mkdtempSync, rmSync, unlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withSizes } from '../../../src/cli/reading/divide.js';
import { readInParts, type Results } from '../../../src/cli/reading/in-parts.js';
import type { ReadingProgress } from '../../../src/cli/reading/progress.js';

/** Threads are started with the built program only: here those are taken for them that hash a while later. */
const pools: { threads: number; ended: boolean; asked: string[][] }[] = [];
vi.mock('../../../src/cli/reading/thread-pool.js', () => ({
  createPool: (threads: number, onBytes: (bytes: number) => void) => {
    const pool = { threads, ended: false, asked: [] as string[][] };
    pools.push(pool);
    return {
      async run(_: string, { names }: { names: string[] }) {
        pool.asked.push(names);
        await new Promise((resolve) => setTimeout(resolve, (pool.asked.length * 7) % 5));
        onBytes(names.length);
        if (names.includes('bad')) throw new Error('it is bad');
        return names.map((name) => `${name} there`);
      },
      end: async () => void (pool.ended = await Promise.resolve(true)),
    };
  },
}));

let folder = '';
const names = Array.from({ length: 40 }, (_, i) => String(i).padStart(2, '0'));
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'chaff-in-parts-'));
  for (const name of [...names, 'bad']) writeFileSync(join(folder, name), 'x'.repeat(200_000));
});
afterAll(() => rmSync(folder, { recursive: true }));

async function read(
  some: readonly string[],
  jobs: number | undefined,
  only: Partial<Results<'hashLogs'>> = {},
) {
  const added: string[] = [];
  const progress: ReadingProgress[] = [];
  // Threads are for many bytes: these are only said to be so large.
  const files = (await withSizes(some, folder)).map(({ name, size }) => ({ name, size: size * 1000 }));
  // What this thread reads itself is not there any more.
  if (some.includes('bad')) unlinkSync(join(folder, 'bad'));
  const onProgress = (now: ReadingProgress) => void progress.push(now);
  await readInParts(
    'hashLogs',
    files,
    { cwd: folder, jobs, onProgress },
    {
      read: async (name, onBytes) => {
        await new Promise((resolve) => setImmediate(resolve));
        onBytes(1);
        added.push(`${name} here`);
      },
      add: (done) => void added.push(...done),
      ...only,
    },
  );
  return { added, progress };
}

test('results are added in order, whoever made them', async () => {
  for (const threads of [2, 3, 5]) {
    const { added, progress } = await read(names, threads);
    // What this thread read when it was not its turn is a hash.
    const of = added.map((each) => (each.length === 64 ? undefined : each.slice(0, 2)));
    expect(of.length).toBe(names.length);
    of.forEach((name, i) => expect(name ?? names[i]).toBe(names[i]));
    expect(added[0]).toBe('00 here');
    expect(progress.at(-1)).toMatchObject({ all: names.length });
    const { ended, asked, threads: others } = pools.at(-1)!;
    expect(others).toBe(threads - 1);
    expect(ended).toBe(true);
    expect(asked.length).toBeGreaterThan(0);
  }
});

test.each([1, undefined])('no other thread is started for what is read soon, with %s jobs', async (jobs) => {
  const before = pools.length;
  const { added, progress } = await read(names, jobs);
  expect(added).toEqual(names.map((name) => `${name} here`));
  // Each log is told when it begins, and when its bytes are read.
  expect(progress.map(({ name, done, bytes }) => `${name} ${done} ${bytes}`)).toEqual(
    names.flatMap((name, i) => [`${name} ${i} ${i}`, `${name} ${i} ${i + 1}`]),
  );
  expect(pools.length).toBe(before);
});

test('nothing is fine, too', async () => {
  expect((await read([], undefined)).added).toEqual([]);
  expect((await read([], 3)).added).toEqual([]);
});

test('what fails is told in its turn, and nobody goes on', async () => {
  await expect(
    read([...names.slice(0, 30), 'bad', ...names.slice(30)], 4, {
      read: (name) =>
        new Promise((resolve, reject) =>
          setTimeout(name === 'bad' ? () => reject(new Error('it is bad')) : resolve, 3),
        ),
    }),
  ).rejects.toThrow(/it is bad|no such file: bad/);
  expect(pools.at(-1)!.ended).toBe(true);
  const fails = { read: () => Promise.reject(new Error('cannot be read')) };
  for (const jobs of [1, 2, undefined])
    await expect(read(names, jobs, fails)).rejects.toThrow('cannot be read');
});
