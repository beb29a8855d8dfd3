import { setTimeout as sleep } from 'node:timers/promises';
import type * as ioredis from 'ioredis';
import { codeOf, reasonOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';
import { addressFrom } from './address.js';
import { loadPackages, type Packages } from './packages.js';

export interface ConnectOptions {
  /** Seconds for which a server that went away may stay away. */
  readonly patience: number;
  /** Takes a line for people. */
  readonly say: (line: string) => void;
}

export interface Connection {
  readonly client: ioredis.Redis;
  readonly bullmq: Packages['bullmq'];
  /** The server, for messages. */
  readonly shown: string;
  /** Rejects with `UsageError` when the server stays away; never resolves. */
  readonly gone: Promise<never>;
  /** Ends it at once; what was not answered is rejected. */
  close(): void;
}

/** Throws `UsageError` for a wrong URL, a server that is not there, and one that refuses the login. */
export async function connect(url: string, { patience, say }: ConnectOptions): Promise<Connection> {
  const { shown } = addressFrom(url);
  const { bullmq, Redis } = await loadPackages();
  let isThere = false;
  const client = new Redis(url, {
    lazyConnect: true,
    // Once it was there it is waited for: commands are kept and sent when it is back.
    maxRetriesPerRequest: null,
    // By then all answers are in; the process would wait so long for a connection that is closed already.
    disconnectTimeout: 200,
    retryStrategy: (times) => (isThere ? Math.min(times * 100, 1000) : null),
  });
  let reason: unknown;
  client.on('error', (error) => (reason = error));
  try {
    await Promise.race([client.connect().then(() => client.ping()), noAnswer()]);
    // A wrong number of a database is told in passing.
    if (reason !== undefined) throw reason;
    isThere = true;
  } catch (error) {
    client.disconnect();
    const cause = reason ?? error;
    const next = codeOf(cause) === 'ECONNREFUSED' ? ' (does redis-server or valkey-server run there?)' : '';
    throw new UsageError(`cannot use the queue ${shown}: ${reasonOf(cause)}${next}`);
  }
  const heart = watch(client, { patience, say }, shown);
  return {
    client,
    bullmq,
    shown,
    gone: heart.stopped,
    close() {
      heart.end();
      client.disconnect();
    },
  };
}

/** What is no such server may be silent, a TLS client at a server without TLS for one. */
async function noAnswer(): Promise<never> {
  await sleep(secondsToConnect * 1000, undefined, { ref: false });
  throw new Error(`no answer in ${secondsToConnect} s`);
}

const secondsToConnect = 10;

/** Asks every second whether the server is there. Turns are counted, not time: this process may be busy meanwhile. */
function watch(
  client: ioredis.Redis,
  { patience, say }: ConnectOptions,
  shown: string,
): { readonly stopped: Promise<never>; readonly end: () => void } {
  let [missed, asked] = [0, false];
  let timer: NodeJS.Timeout | undefined;
  const stopped = new Promise<never>((_, reject) => {
    timer = setInterval(() => {
      missed++;
      if (missed > patience) {
        clearInterval(timer);
        reject(new UsageError(`the queue ${shown} did not answer for ${patience} s`));
      } else if (missed === toldAfter) say(`${shown} does not answer; it is waited for up to ${patience} s`);
      if (asked) return;
      asked = true;
      client.ping().then(
        () => {
          if (missed >= toldAfter) say(`${shown} answers again`);
          [missed, asked] = [0, false];
        },
        () => (asked = false),
      );
    }, 1000);
  });
  // Whoever waits for it looks later.
  stopped.catch(() => undefined);
  return { stopped, end: () => clearInterval(timer) };
}

const toldAfter = 2;
