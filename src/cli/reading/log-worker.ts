import { parentPort } from 'node:worker_threads';
import type { Collected } from '../../collect/collected.js';
import type { LogCorpus } from '../../log/corpus-sink.js';
import { sendable } from '../../log/unite.js';
import type { Shard } from '../queue/shard.js';
import { UsageError } from '../usage-error.js';
import type { OnBytes } from './read-log-file.js';
import * as tasks from './log-tasks.js';
import type { LogsTask } from './log-tasks.js';

/** An error that is the user's affair comes as text, for its class does not get from one thread to another. */
export type Answer<T> = { readonly value: T } | { readonly refused: string };

/** So many bytes are read before the thread says so. */
const tellAfter = 1 << 23;

/** What runs in a thread of a pool: reads logs, and posts how many bytes it has read meanwhile. */
export function readLogs(task: LogsTask): Promise<Answer<LogCorpus>> {
  return answered(async (onBytes) => sendable(await tasks.readLogs(task, onBytes)));
}

export function collectLogs(task: LogsTask): Promise<Answer<Collected>> {
  return answered((onBytes) => tasks.collectLogs(task, onBytes));
}

export function hashLogs(task: LogsTask): Promise<Answer<readonly string[]>> {
  return answered((onBytes) => tasks.hashLogs(task, onBytes));
}

/** Does what a worker of a queue is asked for. */
export function doShard(shard: Shard): Promise<Answer<Uint8Array>> {
  return answered(async (onBytes) => (await import('../queue/do-shard.js')).doShard(shard, onBytes));
}

async function answered<T>(work: (onBytes: OnBytes) => Promise<T>): Promise<Answer<T>> {
  let untold = 0;
  const tell = () => {
    parentPort?.postMessage(untold);
    untold = 0;
  };
  try {
    const value = await work((bytes) => {
      untold += bytes;
      if (untold >= tellAfter) tell();
    });
    tell();
    return { value };
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
