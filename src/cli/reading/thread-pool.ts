import { fileURLToPath } from 'node:url';
import { Piscina } from 'piscina';
import { UsageError } from '../usage-error.js';
import type { Answer } from './log-worker.js';
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
