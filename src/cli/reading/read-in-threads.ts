import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import type { LogCorpus } from '../../log/corpus-sink.js';
import { addLogs, createFrameSharing } from '../../log/unite.js';
import { UsageError } from '../usage-error.js';
import type { LogAnswer, LogTask } from './log-worker.js';
import type { OnBytes } from './read-log-file.js';

/** Logs that wait, folded, for one before them to be read. */
const mostWaiting = 256;

export interface Threads {
  readonly threads: number;
  readonly onBytes: OnBytes;
  /** Called with each name when its log has been read. */
  readonly onRead: (name: string) => void;
}

/**
 * Reads logs into `corpus`, each in a thread of a pool, and adds them one after the other, so that nothing of the result
 * depends on which is read first.
 */
export async function readInThreads(
  names: readonly string[],
  cwd: string,
  corpus: LogCorpus,
  { threads, onBytes, onRead }: Threads,
): Promise<void> {
  const pool = new Piscina<LogTask, LogAnswer>({
    filename: fileURLToPath(new URL('./log-worker.js', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
  });
  pool.on('message', onBytes);
  const share = createFrameSharing();
  const read = async (name: string) => {
    const answer = await pool.run({ name, cwd });
    if ('refused' in answer) throw new UsageError(answer.refused);
    onRead(name);
    return answer.corpus;
  };
  try {
    await inOrder(names, read, (own) => addLogs(corpus, own, share));
  } finally {
    await pool.destroy();
  }
}

/** Calls `take` with what `read` gives for each name, in order of the names, while those that follow are read. */
async function inOrder<T>(
  names: readonly string[],
  read: (name: string) => Promise<T>,
  take: (value: T) => void,
): Promise<void> {
  const begun: Promise<T>[] = [];
  for (let next = 0; next < names.length || begun.length > 0;) {
    while (next < names.length && begun.length < mostWaiting) {
      const one = read(names[next++]!);
      // Its turn may come only after another one has failed.
      one.catch(() => undefined);
      begun.push(one);
    }
    take(await begun.shift()!);
  }
}
