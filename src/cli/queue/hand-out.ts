import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Queue } from 'bullmq';
import type { Collected } from '../../collect/collected.js';
import { bytesOfName, nameOfBytes } from '../../collect/text.js';
import type { Hands } from '../reading/collect-files.js';
import { countReading, type OnProgress } from '../reading/progress.js';
import { corpusFrom } from '../reading/read-corpus-file.js';
import { UsageError } from '../usage-error.js';
import { connect, type ConnectOptions, type Connection } from './connect.js';
import { divide, withSizes } from '../reading/divide.js';
import { idOf, jobOf, prefix, queueName, resultKey, type Shard } from './shard.js';

/** Shards are of about so many bytes: reading them takes a moment, and a job costs little beside it. */
const bytesToRead = 1 << 23;
const bytesToHash = 1 << 28;
/** So many jobs are in the queue at a time, and at most so many results wait in the server. */
const mostJobs = 1024;
/** A server may forget what it holds so often before it is of no use, see `mend`. */
const mostLosses = 20;
/** Milliseconds between looks at the queue; longer with many jobs, so that the server has time for the workers. */
const pauses = { shortest: 20, perJob: 0.25, longest: 500 };
/** Nobody may be there: it is said after so many milliseconds. */
const patienceForWorkers = 10_000;

/** Tries of a shard that cannot be read, and what is left of jobs whose `collect` was killed, in seconds. */
const jobOptions = {
  attempts: 3,
  backoff: { type: 'exponential', delay: 500 },
  removeOnComplete: { age: 3600 },
  removeOnFail: { age: 3600 },
} as const;

interface HandOutOptions extends ConnectOptions {
  readonly onProgress: OnProgress | undefined;
}

/**
 * Calls `work` with hands that are the workers of a queue. Whatever comes of it, no job of it is left waiting in the queue.
 * Throws `UsageError` when the server cannot be used, or a worker could not do its part.
 */
export async function withWorkers<T>(
  url: string,
  cwd: string,
  options: HandOutOptions,
  work: (hands: Hands) => Promise<T>,
): Promise<T> {
  const connection = await connect(url, options);
  const queue = new connection.bullmq.Queue(queueName, { connection: connection.client, prefix });
  // Its connection is watched by us, and failed commands reject.
  queue.on('error', () => undefined);
  const jobs = new Map<string, Shard>();
  const ending = new AbortController();
  const handOut = createHandOut(connection, queue, jobs, ending.signal, options);
  const removeAll = async () => {
    ending.abort();
    const removed = [...jobs.keys()].map((id) => remove(connection, queue, id).catch(() => undefined));
    await Promise.race([Promise.all(removed), sleep(3000, undefined, { ref: false }), connection.gone]).catch(
      () => undefined,
    );
  };
  const endSignals = onSignal(removeAll);
  try {
    return await Promise.race([work(handsOf(handOut, cwd, options)), connection.gone]);
  } catch (error) {
    if (error instanceof Error && error.name === 'ReplyError')
      throw new UsageError(`the queue ${connection.shown} refuses: ${error.message}`);
    throw error;
  } finally {
    endSignals();
    await removeAll();
    connection.close();
  }
}

/** Ctrl-C removes the jobs first; once more ends at once. */
function onSignal(cleanUp: () => Promise<void>): () => void {
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;
  const off = () => {
    for (const each of signals) process.off(each, end);
  };
  const end = (signal: NodeJS.Signals) => {
    off();
    void cleanUp().finally(() => process.kill(process.pid, signal));
  };
  for (const each of signals) process.on(each, end);
  return off;
}

type HandOut = (
  shards: readonly Shard[],
  take: (result: Buffer, index: number) => Promise<void>,
) => Promise<void>;

function handsOf(handOut: HandOut, cwd: string, { onProgress }: HandOutOptions): Hands {
  const prepare = async (work: Shard['work'], names: readonly string[], bytes: number) => {
    const files = await withSizes(names, cwd);
    const groups = divide(files, bytes);
    const sum = files.reduce((all, { size }) => all + size, 0);
    const counter = countReading(names, sum, onProgress);
    const onDone = (index: number) => {
      for (const { name, size } of groups[index]!) {
        counter.onRead(name);
        counter.onBytes(size);
      }
    };
    counter.onBegin(names[0] ?? '');
    return { shards: groups.map((group) => ({ work, cwd, names: group.map(({ name }) => name) })), onDone };
  };
  return {
    async hash(names) {
      const { shards, onDone } = await prepare('hash', names, bytesToHash);
      const hashes: (readonly string[])[] = shards.map(() => []);
      await handOut(shards, async (result, index) => {
        hashes[index] = hashesFrom(result, shards[index]!);
        onDone(index);
      });
      return hashes.flat();
    },
    async read(names, take) {
      const { shards, onDone } = await prepare('read', names, bytesToRead);
      await handOut(shards, async (result, index) => {
        take(await collectedFrom(result, shards[index]!));
        onDone(index);
      });
    },
  };
}

/** What comes from a queue is believed no more than what comes from a file. */
async function collectedFrom(result: Buffer, { names }: Shard): Promise<Collected> {
  const collected = await corpusFrom(result, 'a result of the queue');
  const asked = new Set(names.map((name) => nameOfBytes(bytesOfName(name))));
  for (const { log } of collected.runs.values())
    if (!asked.has(log))
      throw new UsageError(`a result of the queue is of a log that was not asked for: ${log}`);
  return collected;
}

function hashesFrom(result: Buffer, { names }: Shard): readonly string[] {
  const text = result.toString('latin1');
  if (!/^\["[0-9a-f]{64}"(?:,"[0-9a-f]{64}")*\]$/.test(text))
    throw new UsageError('a result of the queue is no list of hashes');
  const hashes = JSON.parse(text) as string[];
  if (hashes.length !== names.length) throw new UsageError('a result of the queue is of other logs');
  return hashes;
}

/**
 * Makes the function that adds shards to the queue and takes their results as they come. It looks at the jobs themselves
 * again and again instead of listening for events, so that it does not matter what a server that restarts forgets: what is
 * not there is added again. `jobs` are those in the queue now; when `ending`, none is added any more, and nothing comes of it.
 */
function createHandOut(
  connection: Connection,
  queue: Queue,
  jobs: Map<string, Shard>,
  ending: AbortSignal,
  { say }: HandOutOptions,
): HandOut {
  const batch = randomUUID();
  const { client, shown } = connection;
  const add = (id: string) => queue.add('shard', jobOf(jobs.get(id)!), { ...jobOptions, jobId: id });
  const losses = new Map<string, number>();
  const mend = async (id: string) => {
    const lost = (losses.get(id) ?? 0) + 1;
    losses.set(id, lost);
    if (lost > mostLosses) throw new UsageError(`the queue ${shown} lost a job ${lost} times`);
    await remove(connection, queue, id);
    await add(id);
  };

  return async (shards, take) => {
    const begin = performance.now();
    let [next, pause, isServed] = [0, pauses.shortest, false];
    const indexes = new Map<string, number>();
    while (next < shards.length || jobs.size > 0) {
      const added: string[] = [];
      while (next < shards.length && jobs.size < mostJobs) {
        const id = idOf(batch, shards[next]!);
        indexes.set(id, next);
        jobs.set(id, shards[next++]!);
        added.push(id);
      }
      await Promise.all(added.map(add));

      let isMoving = false;
      const states = await Promise.all(
        [...jobs.keys()].map(async (id) => [id, await queue.getJobState(id)] as const),
      );
      // Somebody removes the jobs: it would be wrong to miss them.
      if (ending.aborted) await new Promise(() => undefined);
      for (const [id, state] of states) {
        if (state !== 'waiting' && state !== 'unknown') isServed = true;
        if (state === 'failed') throw new UsageError(await failureOf(queue, id));
        const result = state === 'completed' ? await client.getBuffer(resultKey(id)) : undefined;
        if (result) {
          await take(result, indexes.get(id)!);
          isMoving = true;
          await remove(connection, queue, id);
          jobs.delete(id);
        } else if (state === 'completed' || state === 'unknown') await mend(id);
      }
      if (!isServed && performance.now() - begin > patienceForWorkers) {
        say(`nobody takes the logs; start workers with: chaff worker --queue ${shown}`);
        isServed = true;
      }
      pause = isMoving ? pauses.shortest : Math.min(pause * 2, pauses.longest);
      if (jobs.size > 0) await sleep(Math.max(pause, jobs.size * pauses.perJob));
    }
  };
}

async function failureOf(queue: Queue, id: string): Promise<string> {
  const job = await queue.getJob(id);
  return (job?.failedReason || 'a worker failed and does not say why').slice(0, 2000);
}

/** Removes a job and its result; one that a worker has in hand stays, and goes after a time. */
async function remove({ client }: Connection, queue: Queue, id: string): Promise<void> {
  await Promise.all([queue.remove(id), client.del(resultKey(id))]);
}
