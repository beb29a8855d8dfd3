import type { Hands } from './collect-files.js';
import { sizeOf, withSizes } from './divide.js';
import { readInParts, type ReadingOptions } from './in-parts.js';
import { hashOf, readRun } from './read-run.js';
import { withSmallHeap } from './small-heap.js';

/** Collecting by this process and its threads. */
export function collectHere(options: ReadingOptions): Hands {
  const { cwd } = options;
  return {
    async hash(names) {
      const hashes: string[] = [];
      await readInParts('hashLogs', await withSizes(names, cwd), options, {
        read: async (name, onBytes) => void hashes.push(await hashOf(name, cwd, onBytes)),
        add: (some) => some.forEach((hash) => hashes.push(hash)),
      });
      return hashes;
    },
    async read(names, take) {
      const files = await withSizes(names, cwd);
      const read = async (name: string, onBytes: (bytes: number) => void) =>
        take(await readRun(name, cwd, onBytes));
      await withSmallHeap(sizeOf(files), () =>
        readInParts('collectLogs', files, options, { read, add: take }),
      );
    },
  };
}
