import { parentPort } from 'node:worker_threads';
import type { Collected } from '../../collect/collected.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { sendable } from '../../log/unite.js';
import type { Shard } from '../queue/shard.js';
import { UsageError } from '../usage-error.js';
import { readLogFile, type OnBytes } from './read-log-file.js';

/** What a thread is asked to read. */
export interface LogTask {
  readonly name: string;
  readonly cwd: string;
}

/** An error that is the user's affair comes as text, for its class does not get from one thread to another. */
export type Answer<T> = { readonly value: T } | { readonly refused: string };

/** So many bytes are read before the thread says so. */
const tellAfter = 1 << 23;

/** What runs in a thread of a pool: reads one log, and posts how many bytes it has read meanwhile. */
export function readLog({ name, cwd }: LogTask): Promise<Answer<LogCorpus>> {
  return answered(async (onBytes) => {
    const corpus = createLogCorpus();
    await readLogFile(name, cwd, corpusSink(corpus), onBytes);
    return sendable(corpus);
  });
}

/** The same as a run that can be united with others. */
export function collectLog({ name, cwd }: LogTask): Promise<Answer<Collected>> {
  return answered(async (onBytes) => (await import('./read-run.js')).readRun(name, cwd, onBytes));
}

/** Hashes the bytes of one log. */
export function hashLog({ name, cwd }: LogTask): Promise<Answer<string>> {
  return answered(async (onBytes) => (await import('./read-run.js')).hashOf(name, cwd, onBytes));
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
