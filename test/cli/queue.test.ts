import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { Queue, QueueEvents, Worker } from 'bullmq';
import type { Redis } from 'ioredis';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { fromParquet } from '../../src/collect/from-parquet.js';
import { schemaVersion } from '../../src/collect/schema.js';
import { toParquet } from '../../src/collect/to-parquet.js';
import { nothingCollected } from '../../src/collect/collected.js';
import { addCollected } from '../../src/collect/unite.js';
import { resultKey, type ShardJob } from '../../src/cli/queue/shard.js';
import { readRun } from '../../src/cli/reading/read-run.js';
import { version } from '../../src/cli/version.js';
import { buildChaff } from './built.js';
import { freePort, QueueServer, skipped } from './queue-server.js';

const recorded = fileURLToPath(new URL('../corpus/', import.meta.url));

let program = '';
let folder = '';
/** The corpus of one process, and what it said. */
let alone: Buffer;
let said = '';

beforeAll(async () => {
  if (skipped) return;
  program = await buildChaff();
  folder = mkdtempSync(join(tmpdir(), 'chaff-queue-'));
  mkdirSync(join(folder, 'logs'));
  const talk = readFileSync(join(recorded, 'talk/talk.txt'));
  // Some shards of one log each, and one of all small ones; the first is so large that it can be stopped while it is read.
  for (const [name, size] of [
    ['a', 1.8e7],
    ['b', 8.5e6],
    ['c', 9e6],
  ] as const)
    writeFileSync(
      join(folder, 'logs', `${name}.txt`),
      Buffer.concat(Array.from({ length: Math.ceil(size / talk.length) }, () => talk)),
    );
  for (const name of readdirSync(join(recorded, 'debian'))) {
    if (!/\.(?:txt|xml)(?:\.gz)?$/.test(name)) continue;
    cpSync(join(recorded, 'debian', name), join(folder, 'logs', name));
    cpSync(join(recorded, 'debian', name), join(folder, 'logs', `copy-of-${name}`));
  }
  const { code, stderr } = await ended(collect('-o', 'alone.parquet', 'logs'));
  expect(code).toBe(0);
  said = stderr;
  alone = readFileSync(join(folder, 'alone.parquet'));
}, 240_000);
afterAll(() => {
  if (skipped) return;
  for (const each of [folder, dirname(dirname(program))]) rmSync(each, { recursive: true });
});

interface Running {
  readonly child: ChildProcess;
  readonly stderr: () => string;
}

const running: Running[] = [];

function chaff(...args: string[]): Running {
  const child = spawn(process.execPath, [program, ...args], {
    cwd: folder,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  running.push({ child, stderr: () => stderr });
  return running.at(-1)!;
}

const collect = (...args: string[]) => chaff('collect', ...args);
const worker = (...args: string[]) =>
  chaff('worker', '--queue', server.url, '--jobs', '1', '--lease', '1', ...args);

async function ended({ child, stderr }: Running): Promise<{ code: number | null; stderr: string }> {
  if (child.exitCode === null && child.signalCode === null) await once(child, 'close');
  return { code: child.exitCode, stderr: stderr() };
}

async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  while (!(await holds())) await sleep(5);
}

let server: QueueServer;
let client: Redis;
let files = '';

async function startServer(...options: string[]): Promise<void> {
  files = mkdtempSync(join(tmpdir(), 'chaff-redis-'));
  server = new QueueServer(files, ...options);
  await server.start();
  client = server.client();
}
const inMemory = ['--save', '', '--appendonly', 'no'];

afterEach(async () => {
  for (const { child } of running.splice(0)) {
    child.kill('SIGKILL');
  }
  if (files === '') return;
  await server.end();
  rmSync(files, { recursive: true });
  files = '';
});

/**
 * Stops a worker while it reads a shard: in the middle of it for certain, since nothing moves any more. It is the only one
 * that runs.
 */
async function stopInTheMiddle(
  { child }: Running,
  isRight = async (id: string) => (await client.hget(`chaff:logs:${id}`, 'data'))!.includes('"read"'),
): Promise<string> {
  const active = async () => (await client.lrange('chaff:logs:active', 0, 0))[0];
  for (;;) {
    await until(async () => {
      const id = await active();
      return id !== undefined && (await isRight(id).catch(() => false));
    });
    child.kill('SIGSTOP');
    // What it sent before it stopped has been done by the time that this is answered.
    await sleep(50);
    const id = await active();
    if (id !== undefined && (await isRight(id))) return id;
    child.kill('SIGCONT');
  }
}

async function expectTheSame(collecting: Running, name: string): Promise<void> {
  const { code, stderr } = await ended(collecting);
  expect({ code, stderr: withoutQueue(stderr).replace(name, 'alone.parquet') }).toEqual({
    code: 0,
    stderr: said,
  });
  expect(readFileSync(join(folder, name)).equals(alone)).toBe(true);
  // A result that came late goes by itself.
  for (const key of await leftOver()) expect(await client.ttl(key)).toBeGreaterThan(0);
}

/** What the connection has to say comes and goes with the load. */
function withoutQueue(stderr: string): string {
  return stderr.replace(/^chaff: redis:.*\n/gm, '');
}

/** Keys of jobs and results. */
async function leftOver(): Promise<string[]> {
  const keys = await client.keys('*');
  return keys.filter((key) =>
    /:(?:wait|active|delayed|failed|completed|paused|result)\b|-[0-9a-f]{32}$/.test(key),
  );
}

describe.skipIf(skipped)(
  skipped ? 'queue (skipped: no redis-server here; CHAFF_REQUIRE_REDIS=1 makes this a failure)' : 'queue',
  () => {
    describe('the corpus is that of one process', () => {
      test('with several workers, also when some is known', async () => {
        await startServer(...inMemory);
        for (let k = 0; k < 3; k++) worker('--lease', '30');
        // And two that collect: neither minds the jobs of the other.
        const both = ['several.parquet', 'others.parquet'].map((name) => ({
          name,
          collecting: collect('logs', '-o', name, '--queue', server.url),
        }));
        for (const { collecting } of both) await ended(collecting);
        for (const { collecting, name } of both) await expectTheSame(collecting, name);

        expect((await ended(collect('logs/b.txt', 'logs/c.txt', '-o', 'part.parquet'))).code).toBe(0);
        const [again, rest] = ['several.parquet', 'part.parquet'].map((name) =>
          collect('logs', '-o', name, '--queue', server.url),
        );
        expect((await ended(again!)).stderr).toMatch(/^several\.parquet: 0 logs read, \d+ known already;/);
        expect((await ended(rest!)).stderr).toMatch(/^part\.parquet: \d+ logs read, \d+ known already;/m);
        expect(readFileSync(join(folder, 'part.parquet')).equals(alone)).toBe(true);
      });

      test('when a worker is killed in the middle of a shard', async () => {
        await startServer(...inMemory);
        const first = worker();
        const collecting = collect('logs', '-o', 'killed.parquet', '--queue', server.url);
        await stopInTheMiddle(first);
        first.child.kill('SIGKILL');
        worker();
        await expectTheSame(collecting, 'killed.parquet');
      });

      test('when a shard is done twice', async () => {
        await startServer(...inMemory);
        const first = worker();
        const collecting = collect('logs', '-o', 'twice.parquet', '--queue', server.url);
        const id = await stopInTheMiddle(first);
        // Its lease ends, and another worker gets the same shard; that one is stopped, too, and the first goes on.
        const second = worker();
        await stopInTheMiddle(
          second,
          async (other) => other === id && Number(await client.hget(`chaff:logs:${id}`, 'ats')) > 1,
        );
        const before = first.stderr();
        first.child.kill('SIGCONT');
        await until(() => first.stderr().slice(before.length).includes('worker: read '));
        second.child.kill('SIGCONT');
        await until(() => second.stderr().includes('worker: read '));
        await expectTheSame(collecting, 'twice.parquet');
      });

      test.each([
        ['and keeps the jobs', ['--appendonly', 'yes', '--appendfsync', 'always']],
        ['and forgets the jobs', inMemory],
      ])('when the server restarts in the middle %s', async (_, options) => {
        await startServer(...options);
        const first = worker();
        const collecting = collect('logs', '-o', 'restart.parquet', '--queue', server.url, '--fresh');
        const id = await stopInTheMiddle(first);
        await server.kill();
        await server.start();
        if (options !== inMemory) expect(await client.exists(`chaff:logs:${id}`)).toBe(1);
        first.child.kill('SIGCONT');
        await expectTheSame(collecting, 'restart.parquet');
      });
    });

    describe('a worker', () => {
      beforeEach(() => startServer(...inMemory));

      test('that is told to end finishes what it has in hand', async () => {
        const first = worker();
        const collecting = collect('logs', '-o', 'ended.parquet', '--queue', server.url);
        await stopInTheMiddle(first);
        first.child.kill('SIGTERM');
        first.child.kill('SIGCONT');
        expect(await ended(first)).toEqual({
          code: 0,
          stderr: expect.stringMatching(
            /ending after what is in hand.*\nworker: read \d+ logs?\n$/,
          ) as string,
        });
        worker();
        await expectTheSame(collecting, 'ended.parquet');
      });

      test('that is told twice ends at once', async () => {
        const first = worker();
        collect('logs', '-o', 'never.parquet', '--queue', server.url);
        await stopInTheMiddle(first);
        first.child.kill('SIGINT');
        first.child.kill('SIGCONT');
        await until(() => first.stderr().includes('once more to end at once'));
        first.child.kill('SIGSTOP');
        first.child.kill('SIGINT');
        first.child.kill('SIGCONT');
        await ended(first);
        expect([first.child.signalCode, first.child.exitCode]).toContain(
          first.stderr().endsWith('once\n') ? 'SIGINT' : 0,
        );
      });

      test('that does not find a log: it is tried again, then collect says which, and where', async () => {
        writeFileSync(join(folder, 'logs', 'gone.txt'), readFileSync(join(recorded, 'talk/talk.txt')));
        const collecting = collect(
          'logs/b.txt',
          'logs/gone.txt',
          '-o',
          'gone.parquet',
          '--queue',
          server.url,
        );
        await until(async () => (await client.llen('chaff:logs:wait')) > 0);
        rmSync(join(folder, 'logs', 'gone.txt'));
        worker();
        const { code, stderr } = await ended(collecting);
        expect(code).toBe(2);
        expect(stderr).toBe(`chaff: no such file: logs/gone.txt (worker on ${hostname()}, in ${folder})\n`);
        expect(await client.llen('chaff:logs:wait')).toBe(0);
        expect(() => readFileSync(join(folder, 'gone.parquet'))).toThrow('ENOENT');
      });

      test('goes away when the server stays away', async () => {
        const waiting = worker('--patience', '1');
        await until(() => waiting.stderr().includes('waiting for logs'));
        await server.kill();
        expect(await ended(waiting)).toEqual({
          code: 2,
          stderr: expect.stringContaining(
            `chaff: the queue ${server.url} did not answer for 1 s\n`,
          ) as string,
        });
      });

      test('that is told to end while the server is away ends at once where it has nothing in hand', async () => {
        const waiting = worker('--patience', '3600');
        await until(async () => String(await client.client('LIST')).includes('cmd=bzpopmin'));
        await server.kill();
        await until(() => waiting.stderr().includes('does not answer'));
        waiting.child.kill('SIGINT');
        expect(await ended(waiting)).toEqual({
          code: 0,
          stderr: expect.stringMatching(/ending after what is in hand.*\n$/) as string,
        });
      });

      test('that is told to end while the server is away with what it has in hand ends with the patience', async () => {
        const first = worker('--patience', '3');
        collect('logs', '-o', 'never.parquet', '--queue', server.url);
        await stopInTheMiddle(first);
        await server.kill();
        first.child.kill('SIGINT');
        first.child.kill('SIGCONT');
        expect(await ended(first)).toEqual({
          code: 2,
          stderr: expect.stringMatching(
            /ending after what is in hand[^]*did not answer for 3 s\n$/,
          ) as string,
        });
      });

      /** Puts a job into the queue and waits for what comes of it. */
      async function whatBecomesOf(data: unknown): Promise<string> {
        const connection = server.client();
        const queue = new Queue('logs', { connection, prefix: 'chaff' });
        const events = new QueueEvents('logs', { connection: server.client(), prefix: 'chaff' });
        await events.waitUntilReady();
        worker();
        const job = await queue.add('shard', data);
        const end = await job.waitUntilFinished(events).then(
          () => `done ${job.id}`,
          (error: Error) => error.message,
        );
        await events.close();
        return end;
      }
      const ours = { chaff: version(), schema: schemaVersion };

      test.each([
        [
          { ...ours, schema: 99, work: 'read', cwd: '/', names: [] },
          /chaff differs: the job is of \S+ with corpora of version 99, the worker of \S+ with corpora of version 1/,
        ],
        [{ ...ours, chaff: '9.9.9', work: 'read', cwd: '/', names: [] }, /the job is of 9\.9\.9 with/],
        [{ ...ours, work: 'write', cwd: '/', names: [] }, /the job is none of chaff/],
        [{ ...ours, work: 'read', cwd: '/', names: [1] }, /the job is none of chaff/],
        [{ ...ours, work: 'read', cwd: '/', names: ['dev/zero'] }, /not a file: dev\/zero/],
      ])('refuses %j', async (data, message) => {
        expect(await whatBecomesOf(data)).toMatch(message);
      });

      test('tells nothing of what is no log but that it is none', async () => {
        writeFileSync(join(folder, 'secret'), 'the secret\n'.repeat(1000));
        const end = await whatBecomesOf({ ...ours, work: 'read', cwd: folder, names: ['secret'] });
        const bytes = await client.getBuffer(resultKey(end.replace('done ', '')));
        expect(bytes!.toString('latin1')).not.toContain('the secret');
        const { runs, findings } = await fromParquet(bytes!);
        expect(findings.size).toBe(0);
        expect([...runs.values()]).toMatchObject([
          { log: 'secret', problems: [{ line: 1, message: 'no Valgrind output found' }] },
        ]);
      });
    });

    describe('collect', () => {
      beforeEach(() => startServer(...inMemory));

      /** A worker that gives what a server might, if somebody else writes to it. */
      async function answered(
        by: (job: ShardJob) => Promise<Uint8Array>,
      ): Promise<{ code: number | null; stderr: string }> {
        const [blocking, writing] = [server.client(), server.client()];
        const liar = new Worker<ShardJob>(
          'logs',
          async ({ id, data }) => {
            await writing.set(resultKey(id!), Buffer.from(await by(data)));
          },
          { connection: blocking, prefix: 'chaff' },
        );
        liar.on('error', () => undefined);
        const end = await ended(collect('logs/b.txt', '-o', 'lies.parquet', '--queue', server.url));
        await liar.close(true);
        return end;
      }

      test('does not believe a result more than a file', async () => {
        const { code, stderr } = await answered(() => Promise.resolve(alone.subarray(0, -3)));
        expect({ code, stderr }).toEqual({
          code: 2,
          stderr: 'chaff: a result of the queue: the corpus is cut off or no Parquet file\n',
        });
      });

      test('takes no result of another log', async () => {
        const { code, stderr } = await answered(async () => {
          const collected = nothingCollected();
          addCollected(collected, await readRun('talk/talk.txt', recorded, () => undefined));
          return toParquet(collected);
        });
        expect({ code, stderr }).toEqual({
          code: 2,
          stderr: 'chaff: a result of the queue is of a log that was not asked for: talk/talk.txt\n',
        });
      });

      test('takes no other number of hashes', async () => {
        const zeros = '0'.repeat(64);
        cpSync(join(folder, 'alone.parquet'), join(folder, 'lies.parquet'));
        const { code, stderr } = await answered(() =>
          Promise.resolve(Buffer.from(JSON.stringify([zeros, zeros]))),
        );
        expect({ code, stderr }).toEqual({
          code: 2,
          stderr: 'chaff: a result of the queue is of other logs\n',
        });
        rmSync(join(folder, 'lies.parquet'));
      });

      test('makes again what the server forgot', async () => {
        let times = 0;
        const { code, stderr } = await answered(async ({ names, cwd }) => {
          const run = await readRun(names[0]!, cwd, () => undefined);
          // The first time it is put under a key that nobody looks at.
          if (times++ === 0) setTimeout(() => void client.flushall(), 0);
          return toParquet(run);
        });
        expect(code).toBe(0);
        expect(stderr).toContain('1 log read;');
        expect((await ended(collect('logs/b.txt', '-o', 'honest.parquet'))).code).toBe(0);
        expect(
          readFileSync(join(folder, 'lies.parquet')).equals(readFileSync(join(folder, 'honest.parquet'))),
        ).toBe(true);
      });

      test('that is told to end takes its jobs with it', async () => {
        const collecting = collect('logs', '-o', 'never.parquet', '--queue', server.url);
        await until(async () => (await client.llen('chaff:logs:wait')) > 0);
        collecting.child.kill('SIGINT');
        await ended(collecting);
        expect(collecting.child.signalCode).toBe('SIGINT');
        expect(await leftOver()).toEqual([]);
      });

      test('ends when the server stays away', async () => {
        const collecting = collect('logs', '-o', 'never.parquet', '--queue', server.url, '--patience', '1');
        await until(async () => (await client.llen('chaff:logs:wait')) > 0);
        await server.kill();
        expect(await ended(collecting)).toEqual({
          code: 2,
          stderr: `chaff: the queue ${server.url} did not answer for 1 s\n`,
        });
      });
    });

    test('a password is needed, and never shown', async () => {
      await startServer(...inMemory, '--requirepass', 'pass/word');
      const to = (login: string) => server.url.replace('//', `//${login}`);
      const wrong = [to(''), to(':sesame@')].map((url) =>
        collect('logs/b.txt', '-o', 'p.parquet', '--queue', url),
      );
      for (const collecting of wrong) {
        const { code, stderr } = await ended(collecting);
        expect(code).toBe(2);
        expect(stderr).toMatch(
          /^chaff: cannot use the queue redis:\/\/127\.0\.0\.1:\d+: (?:NOAUTH|WRONGPASS) /,
        );
        expect(stderr).not.toContain('sesame');
      }
      const right = to(`:${encodeURIComponent('pass/word')}@`);
      const working = chaff('worker', '--queue', right);
      const { code, stderr } = await ended(collect('logs/b.txt', '-o', 'p.parquet', '--queue', right));
      expect({ code, stderr }).toEqual({
        code: 0,
        stderr: expect.stringMatching(/^p\.parquet: 1 log read;/) as string,
      });
      expect(working.stderr()).toMatch(/^worker: waiting for logs from redis:\/\/127/);
    });
  },
);

describe.skipIf(skipped)('what is refused', () => {
  test('a server that is not there', async () => {
    const url = `redis://127.0.0.1:${await freePort()}`;
    for (const running of [
      chaff('worker', '--queue', url),
      collect('logs/b.txt', '-o', 'n.parquet', '--queue', url),
    ])
      expect(await ended(running)).toEqual({
        code: 2,
        stderr: expect.stringMatching(
          /^chaff: cannot use the queue redis:\/\/\S+: connection refused \(does redis-server or valkey-server run there\?\)\n$/,
        ) as string,
      });
  });

  test('what is no URL of a server, which is not shown', async () => {
    for (const url of ['http://:sesame@here', 'sesame', 'redis://']) {
      const { code, stderr } = await ended(collect('logs/b.txt', '-o', 'n.parquet', '--queue', url));
      expect({ code, stderr }).toEqual({
        code: 2,
        stderr: 'chaff: --queue must be a URL like redis://host:6379 or rediss://user:password@host:6379\n',
      });
    }
  });

  test('a queue without its packages', async () => {
    const root = dirname(dirname(program));
    const modules = join(root, 'node_modules');
    const from = fileURLToPath(new URL('../../node_modules/', import.meta.url));
    rmSync(modules);
    mkdirSync(modules);
    for (const name of readdirSync(from))
      if (name !== 'bullmq' && name !== 'ioredis') symlinkSync(join(from, name), join(modules, name));
    const { code, stderr } = await ended(
      collect('logs/b.txt', '-o', 'n.parquet', '--queue', 'redis://127.0.0.1'),
    );
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /^chaff: --queue needs the packages bullmq and ioredis beside chaff: npm install bullmq ioredis /,
    );
    expect((await ended(collect('logs/b.txt', '-o', 'n.parquet'))).code).toBe(0);
    rmSync(modules, { recursive: true });
    symlinkSync(from, modules);
  });
});
