import process from 'node:process';
import type { Collected } from '../../collect/collected.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { addLogs, createFrameSharing, type ShareFrame } from '../../log/unite.js';
import { standardInput } from '../standard-input.js';
import { someAreCorpora } from './corpus-file.js';
import { sizeOf, withSizes } from './divide.js';
import { readInParts } from './in-parts.js';
import type { OnProgress } from './progress.js';
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
  const corpus = createLogCorpus();
  const sink = corpusSink(corpus);
  let share: ShareFrame | undefined;
  const hasInput = names.includes(standardInput);
  // No other thread can read this one's input.
  const options = { cwd, jobs: hasInput ? 1 : jobs, onProgress };
  await withSmallHeap(hasInput ? Infinity : sizeOf(files), () =>
    readInParts('readLogs', files, options, {
      read: (name, onBytes) =>
        name === standardInput
          ? readLogStream(stdin, name, sink, onBytes)
          : readLogFile(name, cwd, sink, onBytes),
      add: (own) => addLogs(corpus, own, (share ??= createFrameSharing(corpus))),
    }),
  );
  return corpus;
}
