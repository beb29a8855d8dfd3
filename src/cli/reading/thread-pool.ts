import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { UsageError } from '../usage-error.js';
import type { Answer, LogTask } from './log-worker.js';
import type { OnBytes } from './read-log-file.js';

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

/** Logs that wait, folded, for one before them to be read. */
const mostWaiting = 256;

export interface Threads {
  readonly threads: number;
  readonly onBytes: OnBytes;
  /** Called with each name when its log has been read. */
  readonly onRead: (name: string) => void;
}

/**
 * Does the work for each log, in a thread of a pool, and calls `take` with one result after the other, in order of the
 * names, so that nothing depends on which is ready first.
 */
export async function forEachLog<W extends Work & ('readLog' | 'collectLog' | 'hashLog')>(
  work: W,
  names: readonly string[],
  cwd: string,
  { threads, onBytes, onRead }: Threads,
  take: (done: Done<W>, name: string) => void,
): Promise<void> {
  const pool = createPool(threads, onBytes);
  const read = async (name: string) => {
    const done = await pool.run(work, { name, cwd } satisfies LogTask as Task<W>);
    onRead(name);
    return done;
  };
  const begun: { readonly name: string; readonly done: Promise<Done<W>> }[] = [];
  try {
    for (let next = 0; next < names.length || begun.length > 0;) {
      while (next < names.length && begun.length < mostWaiting) {
        const name = names[next++]!;
        const done = read(name);
        // Its turn may come only after another one has failed.
        done.catch(() => undefined);
        begun.push({ name, done });
      }
      const { name, done } = begun.shift()!;
      take(await done, name);
    }
  } finally {
    await pool.end();
  }
}
