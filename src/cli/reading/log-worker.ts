import { parentPort } from 'node:worker_threads';
import { nothingCollected, type Collected } from '../../collect/collected.js';
import { addCollected } from '../../collect/unite.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { sendable } from '../../log/unite.js';
import type { Shard } from '../queue/shard.js';
import { UsageError } from '../usage-error.js';
import { readLogFile, type OnBytes } from './read-log-file.js';

/** The logs that a thread is asked for, to be read one after the other. */
export interface LogsTask {
  readonly names: readonly string[];
  readonly cwd: string;
}

/** An error that is the user's affair comes as text, for its class does not get from one thread to another. */
export type Answer<T> = { readonly value: T } | { readonly refused: string };

/** So many bytes are read before the thread says so. */
const tellAfter = 1 << 23;

/** What runs in a thread of a pool: reads logs into one corpus, and posts how many bytes it has read meanwhile. */
export function readLogs({ names, cwd }: LogsTask): Promise<Answer<LogCorpus>> {
  return answered(async (onBytes) => {
    const corpus = createLogCorpus();
    const sink = corpusSink(corpus);
    for (const name of names) await readLogFile(name, cwd, sink, onBytes);
    return sendable(corpus);
  });
}

/** Reads each as a run of its own that can be united with others. */
export function collectLogs({ names, cwd }: LogsTask): Promise<Answer<Collected>> {
  return answered(async (onBytes) => {
    const { readRun } = await import('./read-run.js');
    const collected = nothingCollected();
    for (const name of names) addCollected(collected, await readRun(name, cwd, onBytes));
    return collected;
  });
}

/** Hashes the bytes of each. */
export function hashLogs({ names, cwd }: LogsTask): Promise<Answer<readonly string[]>> {
  return answered(async (onBytes) => {
    const { hashOf } = await import('./read-run.js');
    const hashes: string[] = [];
    for (const name of names) hashes.push(await hashOf(name, cwd, onBytes));
    return hashes;
  });
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
