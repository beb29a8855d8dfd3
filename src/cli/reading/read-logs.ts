import { stat } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { resolve } from 'node:path';
import process from 'node:process';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { standardInput } from '../standard-input.js';
import { someAreCorpora } from './corpus-file.js';
import { readLogFile, readLogStream } from './read-log-file.js';

/** How far reading has come. */
export interface ReadingProgress {
  /** Logs read, and all logs. */
  readonly done: number;
  readonly all: number;
  /** Bytes read, and those of all files as they are on disk, compressed or not. */
  readonly bytes: number;
  readonly allBytes: number;
  /** The log that the last bytes are of; with several threads, the one that was read last. */
  readonly name: string;
}

export interface ReadOptions {
  readonly onProgress?: (progress: ReadingProgress) => void;
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** At most so many logs are read at a time (default: as many as there are cores). */
  readonly jobs?: number;
}

/** To start a thread takes as long as to read so many bytes. */
const worthAThread = 1 << 23;

/**
 * Reads logs, names as `expandLogs` gives them, into one corpus: as if one after the other, whatever the number of threads.
 * Among them may be corpus files: of these each run counts once, as the logs beside them then do.
 * Throws `UsageError` for a file that cannot be opened or read.
 */
export async function readLogs(
  names: readonly string[],
  cwd: string,
  { onProgress, stdin = process.stdin, jobs = availableParallelism() }: ReadOptions = {},
): Promise<LogCorpus> {
  const allBytes = await sizeOf(names, cwd);
  if (await someAreCorpora(names, cwd)) {
    const { readCorpora } = await import('./corpora.js');
    return readCorpora(names, cwd, { onProgress, stdin, allBytes });
  }
  const corpus = createLogCorpus();
  let bytes = 0;
  let done = 0;
  let name = names[0] ?? '';
  const tell = () => onProgress?.({ done, all: names.length, bytes, allBytes, name });
  const onBytes = (more: number) => {
    bytes += more;
    tell();
  };
  const threads = names.includes(standardInput)
    ? 1
    : Math.min(jobs, names.length, Math.ceil(allBytes / worthAThread));
  if (threads > 1) {
    const { readInThreads } = await import('./read-in-threads.js');
    const onRead = (read: string) => {
      name = read;
      done++;
      tell();
    };
    await readInThreads(names, cwd, corpus, { threads, onBytes, onRead });
    return corpus;
  }
  const sink = corpusSink(corpus);
  for (name of names) {
    tell();
    if (name === standardInput) await readLogStream(stdin, name, sink, onBytes);
    else await readLogFile(name, cwd, sink, onBytes);
    done++;
  }
  return corpus;
}

/** Of what is no file nothing is known; what cannot be read is told when its turn comes. */
async function sizeOf(names: readonly string[], cwd: string): Promise<number> {
  let sum = 0;
  for (const name of names) {
    const found = await stat(resolve(cwd, name)).catch(() => undefined);
    sum += found?.size ?? 0;
  }
  return sum;
}
