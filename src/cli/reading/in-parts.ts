import { availableParallelism } from 'node:os';
import { divide, sizeOf, type LogFile } from './divide.js';
import * as tasks from './log-tasks.js';
import { countReading, type OnProgress } from './progress.js';
import type { OnBytes } from './read-log-file.js';
import type { Done, Pool, Task, Work } from './thread-pool.js';
import { whenWorthIt } from './when-worth-it.js';

/** To start a thread takes as long as to read so many bytes. */
const bytesPerThread = 1 << 23;
/** Hashing is so much faster than reading. */
const timesAsFast: Partial<Record<LogsWork, number>> = { hashLogs: 16 };
/** Parts that wait, folded, for one before them to be read. */
const mostWaiting = 64;
/** So many parts for each thread, that none waits long for the others at the end; but small ones cost more than they save. */
const partsPerThread = 4;
const smallestPart = 1 << 22;

export interface ReadingOptions {
  readonly cwd: string;
  /**
   * So many threads at once, of which this is one; when it is not told, as many as there are cores, the others when that is
   * worth it: what one knows of logs another has to learn.
   */
  readonly jobs: number | undefined;
  readonly onProgress: OnProgress | undefined;
}

type LogsWork = Work & keyof typeof tasks;

/** Where the results come together, in order of the logs. */
export interface Results<W extends LogsWork> {
  /** Does the work for one log and adds its result. */
  readonly read: (name: string, onBytes: OnBytes) => Promise<void>;
  /** Adds what was made of some logs apart. */
  readonly add: (done: Done<W>) => void;
}

/**
 * Does the work for all logs, divided into parts, in this thread and maybe others. Results are added in order of the logs, so
 * that nothing depends on which is ready first. Those of parts hold less than those of single logs, since logs of one program
 * tell much the same; and what this thread reads when its turn has come, it adds as it reads.
 */
export async function readInParts<W extends LogsWork>(
  work: W,
  files: readonly LogFile[],
  { cwd, jobs, onProgress }: ReadingOptions,
  { read, add }: Results<W>,
): Promise<void> {
  let left = sizeOf(files);
  const most = Math.ceil(left / bytesPerThread / (timesAsFast[work] ?? 1));
  const threads = Math.max(1, Math.min(jobs ?? availableParallelism(), files.length, most));
  const parts = divide(files, Math.max(smallestPart, left / threads / partsPerThread));
  /** Undefined where the result of a part has been added. */
  const results = parts.map(() => createResult<Done<W> | undefined>());
  let next = 0;
  let added = 0;
  let isOver = false;
  let pool: Pool | undefined;
  const all = files.map(({ name }) => name);
  const { onBegin, onBytes, onRead } = countReading(all, left, onProgress);

  const onMore = (bytes: number) => {
    left -= bytes;
    onBytes(bytes);
  };
  const onMoreHere = (bytes: number) => {
    if (isOver) throw new Error('nobody waits for it any more');
    onMore(bytes);
  };

  async function readApart(names: readonly string[], done: Promise<unknown>): Promise<Done<W>> {
    const result = await done;
    names.forEach(onRead);
    return result as Done<W>;
  }

  async function readHere(names: readonly string[], part: number): Promise<Done<W> | undefined> {
    if (part !== added) return readApart(names, tasks[work]({ names, cwd }, onMoreHere));
    for (const name of names) {
      onBegin(name);
      await read(name, onMoreHere);
      onRead(name);
    }
    return undefined;
  }

  async function readParts(hand: typeof readHere): Promise<void> {
    for (let part = next++; part < parts.length; part = next++) {
      while (!isOver && part - added >= mostWaiting) await results[added]!.promise.catch(() => undefined);
      if (isOver) return;
      const names = parts[part]!.map(({ name }) => name);
      await hand(names, part).then(results[part]!.resolve, results[part]!.reject);
    }
  }

  function startOthers({ createPool }: typeof import('./thread-pool.js')): void {
    if (isOver) return;
    const others = (pool = createPool(threads - 1, onMore));
    for (let other = 1; other < threads; other++)
      void readParts((names) => readApart(names, others.run(work, { names, cwd } as Task<W>)));
  }

  const load = () => import('./thread-pool.js');
  // While this thread reads, nothing is loaded.
  const loaded = threads > 1 && jobs !== undefined ? await load() : undefined;
  let endWatch: (() => void) | undefined;
  try {
    void readParts(readHere);
    if (loaded) startOthers(loaded);
    else if (threads > 1)
      endWatch = whenWorthIt(
        () => left,
        () => void load().then(startOthers),
      );
    for (const { promise } of results) {
      const done = await promise;
      if (done !== undefined) add(done);
      added++;
    }
  } finally {
    isOver = true;
    endWatch?.();
    await pool?.end();
  }
}

interface Result<T> {
  readonly promise: Promise<T>;
  readonly resolve: (value: T) => void;
  readonly reject: (reason: unknown) => void;
}

function createResult<T>(): Result<T> {
  let [resolve, reject]: [Result<T>['resolve'], Result<T>['reject']] = [() => undefined, () => undefined];
  const promise = new Promise<T>((fulfil, refuse) => {
    resolve = fulfil;
    reject = refuse;
  });
  // Its turn may come only after another one has failed.
  promise.catch(() => undefined);
  return { promise, resolve, reject };
}
