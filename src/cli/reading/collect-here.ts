import { availableParallelism } from 'node:os';
import type { Collected } from '../../collect/collected.js';
import type { Hands } from './collect-files.js';
import { sizeOf, withSizes } from './divide.js';
import { countReading, type OnProgress } from './progress.js';
import { hashOf, readRun } from './read-run.js';
import { worthAThread } from './read-logs.js';
import { withSmallHeap } from './small-heap.js';

/** Hashing is so much faster than reading. */
const worthAThreadToHash = worthAThread * 16;

/** Collecting by this process and its threads, of which there are at most `jobs`. */
export function collectHere(
  cwd: string,
  { jobs, onProgress }: { readonly jobs: number | undefined; readonly onProgress: OnProgress | undefined },
): Hands {
  const prepare = async (names: readonly string[], worth: number) => {
    const files = await withSizes(names, cwd);
    const allBytes = sizeOf(files);
    const threads = Math.min(jobs ?? availableParallelism(), names.length, Math.ceil(allBytes / worth));
    return {
      ...countReading(names, allBytes, onProgress),
      files,
      allBytes,
      threads,
      atOnce: jobs !== undefined,
    };
  };
  return {
    async hash(names) {
      const { onBegin, files, ...telling } = await prepare(names, worthAThreadToHash);
      const hashes: string[] = [];
      if (telling.threads > 1) {
        const { readInParts } = await import('./in-parts.js');
        await readInParts('hashLogs', files, cwd, telling, {
          read: async (name, onBytes) => void hashes.push(await hashOf(name, cwd, onBytes)),
          add: (some) => void hashes.push(...some),
        });
      } else
        for (const name of names) {
          onBegin(name);
          hashes.push(await hashOf(name, cwd, telling.onBytes));
          telling.onRead(name);
        }
      return hashes;
    },
    async read(names, take) {
      const prepared = await prepare(names, worthAThread);
      await withSmallHeap(prepared.allBytes, () => read(names, prepared, take));
    },
  };

  async function read(
    names: readonly string[],
    { onBegin, files, ...telling }: Awaited<ReturnType<typeof prepare>>,
    take: (read: Collected) => void,
  ): Promise<void> {
    if (telling.threads > 1) {
      const { readInParts } = await import('./in-parts.js');
      await readInParts('collectLogs', files, cwd, telling, {
        read: async (name, onBytes) => take(await readRun(name, cwd, onBytes)),
        add: take,
      });
      return;
    }
    for (const name of names) {
      onBegin(name);
      take(await readRun(name, cwd, telling.onBytes));
      telling.onRead(name);
    }
  }
}
