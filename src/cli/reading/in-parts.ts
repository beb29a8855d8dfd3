import { divide, sizeOf, type LogFile } from './divide.js';
import type { OnBytes } from './read-log-file.js';
import type { Done, Pool, Task, Work } from './thread-pool.js';
import { whenWorthIt } from './when-worth-it.js';
import * as works from './works.js';

/** Parts that wait, folded, for one before them to be read. */
const mostWaiting = 64;
/** So many parts for each thread, that none waits long for the others at the end; but small ones cost more than they save. */
const partsPerThread = 4;
const smallestPart = 1 << 22;

export interface Threads {
  /** How many there may be; this is one of them. */
  readonly threads: number;
  /** The others begin with this one; else when that is worth it: what a thread knows of logs it has to learn. */
  readonly atOnce: boolean;
  readonly onBytes: OnBytes;
  /** Called with each name when its log has been read. */
  readonly onRead: (name: string) => void;
}

type LogsWork = Work & keyof typeof works;

/** Where the results come together, in order of the logs. */
export interface Results<W extends LogsWork> {
  /** Does the work for one log and adds its result. */
  readonly read: (name: string, onBytes: OnBytes) => Promise<void>;
  /** Adds what was made of some logs apart. */
  readonly add: (done: Done<W>) => void;
}

/**
 * Does the work for all logs, divided into parts, in this thread and others. Results are added in order of the logs, so that
 * nothing depends on which is ready first. Those of parts hold less than those of single logs, since logs of one program tell
 * much the same; and what this thread reads when its turn has come, it adds as it reads.
 */
export async function readInParts<W extends LogsWork>(
  work: W,
  files: readonly LogFile[],
  cwd: string,
  { threads, atOnce, onBytes, onRead }: Threads,
  { read, add }: Results<W>,
): Promise<void> {
  let left = sizeOf(files);
  const parts = divide(files, Math.max(smallestPart, left / threads / partsPerThread));
  /** Undefined where the result of a part has been added. */
  const results = parts.map(() => createResult<Done<W> | undefined>());
  let next = 0;
  let added = 0;
  let isOver = false;
  let pool: Pool | undefined;

  const onMore = (bytes: number) => {
    left -= bytes;
    onBytes(bytes);
  };
  const onMoreHere = (bytes: number) => {
    if (isOver) throw new Error('nobody waits for it any more');
    onMore(bytes);
  };

  async function readHere(names: readonly string[], part: number): Promise<Done<W> | undefined> {
    if (part !== added) return (await works[work]({ names, cwd }, onMoreHere)) as Done<W>;
    for (const name of names) await read(name, onMoreHere);
    return undefined;
  }

  async function readParts(hand: typeof readHere): Promise<void> {
    for (let part = next++; part < parts.length; part = next++) {
      while (!isOver && part - added >= mostWaiting) await results[added]!.promise.catch(() => undefined);
      if (isOver) return;
      const names = parts[part]!.map(({ name }) => name);
      await hand(names, part).then(results[part]!.resolve, results[part]!.reject);
      names.forEach(onRead);
    }
  }

  function startOthers({ createPool }: typeof import('./thread-pool.js')): void {
    if (isOver) return;
    const others = (pool = createPool(threads - 1, onMore));
    for (let other = 1; other < threads; other++)
      void readParts((names) => others.run(work, { names, cwd } as Task<W>));
  }

  const load = () => import('./thread-pool.js');
  // While this thread reads, nothing is loaded.
  const loaded = atOnce ? await load() : undefined;
  const endWatch = loaded
    ? undefined
    : whenWorthIt(
        () => left,
        () => void load().then(startOthers),
      );
  try {
    void readParts(readHere);
    if (loaded) startOthers(loaded);
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
