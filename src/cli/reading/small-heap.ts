import { setFlagsFromString } from 'node:v8';

/** The young objects of a thread that reads are few: it needs no more than this for them, in megabytes. */
export const youngGeneration = 12;

/**
 * Runs `work`, in which much is made and thrown away and little kept, with a heap that grows by half before what is dead is
 * looked for, in place of up to four times. That takes no longer and halves the memory of reading; it holds for all threads.
 * Where much is kept, as in a search, it would cost time.
 */
export async function withSmallHeap<T>(work: () => Promise<T>): Promise<T> {
  setFlagsFromString('--heap-growing-percent=50');
  try {
    return await work();
  } finally {
    setFlagsFromString('--heap-growing-percent=0');
  }
}
