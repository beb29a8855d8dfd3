import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { UsageError } from '../usage-error.js';
import { divide, sizeOf, type LogFile } from './divide.js';
import type { Answer, LogsTask } from './log-worker.js';
import type { OnBytes } from './read-log-file.js';
import { youngGeneration } from './small-heap.js';

type Works = typeof import('./log-worker.js');
/** What the threads of a pool can be asked to do: the functions of log-worker.ts. */
export type Work = keyof Works;
export type Task<W extends Work> = Parameters<Works[W]>[0];
export type Done<W extends Work> = Extract<Awaited<ReturnType<Works[W]>>, { value: unknown }>['value'];

export interface Pool {
  /** Throws `UsageError` for a log that cannot be read. */
  run<W extends Work>(work: W, task: Task<W>): Promise<Done<W>>;
  end(): Promise<void>;
}

export function createPool(threads: number, onBytes: OnBytes): Pool {
  const pool = new Piscina<object, Answer<unknown>>({
    filename: fileURLToPath(new URL('./log-worker.js', import.meta.url)),
    minThreads: threads,
    maxThreads: threads,
    resourceLimits: { maxYoungGenerationSizeMb: youngGeneration },
  });
  pool.on('message', onBytes);
  return {
    async run<W extends Work>(work: W, task: Task<W>) {
      const answer = await pool.run(task, { name: work });
      if ('refused' in answer) throw new UsageError(answer.refused);
      return answer.value as Done<W>;
    },
    end: () => pool.destroy(),
  };
}

/** Parts that wait, folded, for one before them to be read. */
const mostWaiting = 64;
/** So many parts for each thread, that none waits long for the others at the end; but small ones cost more than they save. */
const partsPerThread = 4;
const smallestPart = 1 << 22;

export interface Threads {
  readonly threads: number;
  readonly onBytes: OnBytes;
  /** Called with each name when its log has been read. */
  readonly onRead: (name: string) => void;
}

/**
 * Does the work for all logs, divided into parts, in threads of a pool, and calls `take` with one result after the other, in
 * order of the logs, so that nothing depends on which is ready first. Results of parts hold less than those of single logs,
 * since logs of one program tell much the same.
 */
export async function forEachPart<W extends Work & `${string}Logs`>(
  work: W,
  files: readonly LogFile[],
  cwd: string,
  { threads, onBytes, onRead }: Threads,
  take: (done: Done<W>) => void,
): Promise<void> {
  const parts = divide(files, Math.max(smallestPart, sizeOf(files) / threads / partsPerThread));
  const pool = createPool(threads, onBytes);
  const read = async (part: readonly LogFile[]) => {
    const names = part.map(({ name }) => name);
    const done = await pool.run(work, { names, cwd } satisfies LogsTask as Task<W>);
    names.forEach(onRead);
    return done;
  };
  const begun: Promise<Done<W>>[] = [];
  try {
    for (let next = 0; next < parts.length || begun.length > 0;) {
      while (next < parts.length && begun.length < mostWaiting) {
        const done = read(parts[next++]!);
        // Its turn may come only after another one has failed.
        done.catch(() => undefined);
        begun.push(done);
      }
      take(await begun.shift()!);
    }
  } finally {
    await pool.end();
  }
}
