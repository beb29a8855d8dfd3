import { parentPort } from 'node:worker_threads';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { sendable } from '../../log/unite.js';
import { UsageError } from '../usage-error.js';
import { readLogFile } from './read-log-file.js';

/** What a thread is asked to do. */
export interface LogTask {
  readonly name: string;
  readonly cwd: string;
}

/** An error that is the user's affair comes as text, for its class does not get from one thread to another. */
export type LogAnswer = { readonly corpus: LogCorpus } | { readonly refused: string };

/** So many bytes are read before the thread says so. */
const tellAfter = 1 << 23;

/** What runs in a thread of the pool: reads one log, and posts how many bytes it has read meanwhile. */
export default async function readInThread({ name, cwd }: LogTask): Promise<LogAnswer> {
  let untold = 0;
  const tell = () => {
    parentPort?.postMessage(untold);
    untold = 0;
  };
  const corpus = createLogCorpus();
  try {
    await readLogFile(name, cwd, corpusSink(corpus), (bytes) => {
      untold += bytes;
      if (untold >= tellAfter) tell();
    });
    tell();
    return { corpus: sendable(corpus) };
  } catch (error) {
    if (error instanceof UsageError) return { refused: error.message };
    throw error;
  }
}
