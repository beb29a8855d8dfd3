import { setFlagsFromString } from 'node:v8';

/** The young objects of a thread that reads are few: it needs no more than this for them, in megabytes. */
export const youngGeneration = 12;

/** Logs of fewer bytes leave no large heap. */
const manyBytes = 1 << 26;

/**
 * Runs `work`, which reads so many bytes of logs, where much is made and thrown away and little kept, with a heap that grows by
 * half before what is dead is looked for, in place of up to four times. That halves the memory of reading; it holds for all
 * threads. Where most of what is read is new, as it is of small logs, or much is kept, as in a search, it would cost time.
 */
export async function withSmallHeap<T>(bytes: number, work: () => Promise<T>): Promise<T> {
  if (bytes < manyBytes) return work();
  setFlagsFromString('--heap-growing-percent=50');
  try {
    return await work();
  } finally {
    setFlagsFromString('--heap-growing-percent=0');
  }
}
