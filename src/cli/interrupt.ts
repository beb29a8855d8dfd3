import { rmSync } from 'node:fs';
import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Runs `work`, which writes to a file that nobody shall see before it is whole: when the process is told to end meanwhile
 * (Ctrl-C), the file goes, and the process ends as it would have. At other times nothing is listened for, so that Ctrl-C
 * ends also what is busy.
 */
export async function withoutLeaving<T>(file: string, work: () => Promise<T>): Promise<T> {
  const end = (signal: NodeJS.Signals) => {
    rmSync(file, { force: true });
    for (const each of signals) process.off(each, end);
    process.kill(process.pid, signal);
  };
  for (const each of signals) process.on(each, end);
  try {
    return await work();
  } finally {
    for (const each of signals) process.off(each, end);
  }
}
