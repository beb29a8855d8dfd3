import { availableParallelism } from 'node:os';
import process from 'node:process';
import type { Collected } from '../../collect/collected.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { addLogs, createFrameSharing, type ShareFrame } from '../../log/unite.js';
import { standardInput } from '../standard-input.js';
import { someAreCorpora } from './corpus-file.js';
import { sizeOf, withSizes, type LogFile } from './divide.js';
import { countReading, type OnProgress } from './progress.js';
import { readLogFile, readLogStream } from './read-log-file.js';
import { withSmallHeap } from './small-heap.js';

export interface ReadOptions {
  readonly onProgress?: OnProgress;
  readonly stdin?: AsyncIterable<Uint8Array>;
  /** So many logs are read at a time (default: as many as there are cores, where that is worth it). */
  readonly jobs?: number;
  /** Called with all runs where corpus files are among the names. */
  readonly onCollected?: (collected: Collected) => void;
}

/** To start a thread takes as long as to read so many bytes. */
export const worthAThread = 1 << 23;

/**
 * Reads logs, names as `expandLogs` gives them, into one corpus: as if one after the other, whatever the number of threads.
 * Among them may be corpus files: of these each run counts once, as the logs beside them then do.
 * Throws `UsageError` for a file that cannot be opened or read.
 */
export async function readLogs(
  names: readonly string[],
  cwd: string,
  { onProgress, stdin = process.stdin, jobs, onCollected }: ReadOptions = {},
): Promise<LogCorpus> {
  if (await someAreCorpora(names, cwd)) {
    const { readCorpora } = await import('./corpora.js');
    return readCorpora(names, cwd, { onProgress, stdin, jobs, onCollected });
  }
  const files = await withSizes(names, cwd);
  const bytes = names.includes(standardInput) ? Infinity : sizeOf(files);
  return withSmallHeap(bytes, () => readInto(createLogCorpus(), files, cwd, { onProgress, stdin, jobs }));
}

async function readInto(
  corpus: LogCorpus,
  files: readonly LogFile[],
  cwd: string,
  {
    onProgress,
    stdin,
    jobs,
  }: Required<Pick<ReadOptions, 'stdin'>> & Pick<ReadOptions, 'onProgress' | 'jobs'>,
): Promise<LogCorpus> {
  const names = files.map(({ name }) => name);
  const allBytes = sizeOf(files);
  const { onBegin, onBytes, onRead } = countReading(names, allBytes, onProgress);
  const threads = names.includes(standardInput)
    ? 1
    : Math.min(jobs ?? availableParallelism(), names.length, Math.ceil(allBytes / worthAThread));
  const sink = corpusSink(corpus);
  if (threads > 1) {
    const { readInParts } = await import('./in-parts.js');
    let share: ShareFrame | undefined;
    const atOnce = jobs !== undefined;
    await readInParts(
      'readLogs',
      files,
      cwd,
      { threads, atOnce, onBytes, onRead },
      {
        read: (name, onBytes) => readLogFile(name, cwd, sink, onBytes),
        add: (own) => addLogs(corpus, own, (share ??= createFrameSharing(corpus))),
      },
    );
    return corpus;
  }
  for (const name of names) {
    onBegin(name);
    if (name === standardInput) await readLogStream(stdin, name, sink, onBytes);
    else await readLogFile(name, cwd, sink, onBytes);
    onRead(name);
  }
  return corpus;
}
