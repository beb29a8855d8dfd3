import { hostname } from 'node:os';
import { setImmediate as turn } from 'node:timers/promises';
import type { Job } from 'bullmq';
import { toldToEnd } from '../interrupt.js';
import { createPool } from '../reading/thread-pool.js';
import { codeOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';
import { plural } from '../../report/plural.js';
import { connect, type Connection, type ConnectOptions } from './connect.js';
import { prefix, queueName, resultKey, shardOf } from './shard.js';

/** A result that nobody takes goes after so many seconds; if somebody wants it all the same, it is made again. */
const keepResult = 3600;
/** More than the server takes as one value, by default. */
const mostBytes = 512 * 2 ** 20 - 1;
/** A shard may be lost so often, with a worker that ends or loses its lease, before it fails: it may be the shard's fault. */
const mostStalls = 100;

export interface ServeOptions extends ConnectOptions {
  /** Shards done at a time, each in a thread. */
  readonly jobs: number;
  /** Seconds after which a shard comes back to the queue when its worker gives no sign of life. */
  readonly lease: number;
}

/**
 * Does shards until the process is told to end: then it finishes those in hand; when it is told again, it ends at once. Throws
 * `UsageError` when the server cannot be used.
 */
export async function serve(url: string, options: ServeOptions): Promise<void> {
  const { jobs, lease, say } = options;
  const connection = await connect(url, options);
  const { client, bullmq, shown } = connection;
  // Reading in threads leaves this one free to renew leases.
  const pool = createPool(jobs, () => undefined);
  const inHand = new Set<Promise<void>>();
  const work = async ({ id, data }: Job) => {
    const shard = shardOf(data);
    const where = `worker on ${hostname()}`;
    if (typeof shard === 'string') throw new bullmq.UnrecoverableError(`${shard} (${where})`);
    const result = await pool.run('doShard', shard).catch((error: unknown) => {
      throw error instanceof UsageError ? new Error(`${error.message} (${where}, in ${shard.cwd})`) : error;
    });
    if (result.length > mostBytes)
      throw new bullmq.UnrecoverableError(
        `what ${shard.names.join(', ')} tells is too much for the queue: ${result.length} bytes (${where})`,
      );
    await client.set(resultKey(id!), Buffer.from(result), 'EX', keepResult);
    say(`${shard.work} ${plural(shard.names.length, 'log')}`);
  };
  const take = (job: Job) => {
    const done = work(job).finally(() => inHand.delete(done));
    inHand.add(done);
    return done;
  };
  const worker = new bullmq.Worker(queueName, take, {
    connection: client,
    prefix,
    concurrency: jobs,
    lockDuration: lease * 1000,
    stalledInterval: lease * 1000,
    maxStalledCount: mostStalls,
    runRetryDelay: 1000,
  });
  worker.on('error', (error) => {
    // That the server is away, a code of the system, is said by whoever watches the connection.
    if (codeOf(error) === undefined) say(error.message);
  });
  worker.on('failed', (_, error) => say(error.message));
  const told = toldToEnd(['SIGINT', 'SIGTERM']);
  say(`waiting for logs from ${shown}, ${jobs} at a time`);
  try {
    await Promise.race([told.signal, connection.gone]);
    say('ending after what is in hand; once more to end at once');
    void worker.close().catch(() => undefined);
    await Promise.race([finished(inHand, client), connection.gone]);
  } finally {
    told.off();
    // Closing waits for ever for the end of a connection that is being made anew, and hands out itself to who asks again.
    worker.closing = undefined;
    void worker.close(true).catch(() => undefined);
    await pool.end();
    connection.close();
  }
}

/** Resolves when nothing is in hand any more and the server knows it; one that is away is waited for only where something was. */
async function finished(inHand: ReadonlySet<Promise<void>>, client: Connection['client']): Promise<void> {
  do {
    const isWaitedFor = inHand.size > 0 || client.status === 'ready';
    await Promise.allSettled(inHand);
    await turn();
    // What was sent before is done by the time that this is answered, and a shard that came meanwhile is in hand.
    if (isWaitedFor) await client.ping();
    await turn();
  } while (inHand.size > 0);
}
