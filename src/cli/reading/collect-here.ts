import type { Hands } from './collect-files.js';
import { countReading, sizeOf, type OnProgress } from './progress.js';
import { hashOf, readRun } from './read-run.js';
import { worthAThread } from './read-logs.js';

/** Hashing is so much faster than reading. */
const worthAThreadToHash = worthAThread * 16;

/** Collecting by this process and its threads, of which there are at most `jobs`. */
export function collectHere(
  cwd: string,
  { jobs, onProgress }: { readonly jobs: number; readonly onProgress: OnProgress | undefined },
): Hands {
  const prepare = async (names: readonly string[], worth: number) => {
    const allBytes = await sizeOf(names, cwd);
    const threads = Math.min(jobs, names.length, Math.ceil(allBytes / worth));
    return { ...countReading(names, allBytes, onProgress), threads };
  };
  return {
    async hash(names) {
      const { onBegin, ...telling } = await prepare(names, worthAThreadToHash);
      const hashes: string[] = [];
      if (telling.threads > 1) {
        const { forEachLog } = await import('./thread-pool.js');
        await forEachLog('hashLog', names, cwd, telling, (hash) => hashes.push(hash));
      } else
        for (const name of names) {
          onBegin(name);
          hashes.push(await hashOf(name, cwd, telling.onBytes));
          telling.onRead(name);
        }
      return hashes;
    },
    async read(names, take) {
      const { onBegin, ...telling } = await prepare(names, worthAThread);
      if (telling.threads > 1) {
        const { forEachLog } = await import('./thread-pool.js');
        await forEachLog('collectLog', names, cwd, telling, take);
      } else
        for (const name of names) {
          onBegin(name);
          take(await readRun(name, cwd, telling.onBytes));
          telling.onRead(name);
        }
    },
  };
}
