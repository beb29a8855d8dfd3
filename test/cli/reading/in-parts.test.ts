import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { withSizes } from '../../../src/cli/reading/divide.js';
import { readInParts, type Results } from '../../../src/cli/reading/in-parts.js';

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
  threads: number,
  atOnce: boolean,
  only: Partial<Results<'hashLogs'>> = {},
) {
  const added: string[] = [];
  const onRead: string[] = [];
  let bytes = 0;
  const files = await withSizes(some, folder);
  const telling = {
    threads,
    atOnce,
    onBytes: (more: number) => void (bytes += more),
    onRead: (name: string) => void onRead.push(name),
  };
  await readInParts('hashLogs', files, folder, telling, {
    read: async (name, onBytes) => {
      await new Promise((resolve) => setImmediate(resolve));
      onBytes(1);
      added.push(`${name} here`);
    },
    add: (done) => void added.push(...done),
    ...only,
  });
  return { added, onRead, bytes };
}

test('results are added in order, whoever made them', async () => {
  for (const threads of [2, 3, 5]) {
    const { added, onRead } = await read(names, threads, true);
    // What this thread read when it was not its turn is a hash.
    const of = added.map((each) => (each.length === 64 ? undefined : each.slice(0, 2)));
    expect(of.length).toBe(names.length);
    of.forEach((name, i) => expect(name ?? names[i]).toBe(names[i]));
    expect(added[0]).toBe('00 here');
    expect(onRead.sort()).toEqual(names);
    const { ended, asked, threads: others } = pools.at(-1)!;
    expect(others).toBe(threads - 1);
    expect(ended).toBe(true);
    expect(asked.length).toBeGreaterThan(0);
  }
});

test('no other thread is started for what is read soon', async () => {
  const before = pools.length;
  const { added, bytes } = await read(names, 2, false);
  expect(added).toEqual(names.map((name) => `${name} here`));
  expect(bytes).toBe(names.length);
  expect(pools.length).toBe(before);
});

test('what fails is told in its turn, and nobody goes on', async () => {
  await expect(
    read([...names.slice(0, 30), 'bad', ...names.slice(30)], 4, true, {
      read: () => new Promise((resolve) => setTimeout(resolve, 3)),
    }),
  ).rejects.toThrow('it is bad');
  expect(pools.at(-1)!.ended).toBe(true);
  const fails = { read: () => Promise.reject(new Error('cannot be read')) };
  await expect(read(names, 2, true, fails)).rejects.toThrow('cannot be read');
  await expect(read(names, 2, false, fails)).rejects.toThrow('cannot be read');
});
