import { rmSync } from 'node:fs';
import process from 'node:process';

const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/** How many wait to be told to end, and finish then what is under way. */
let finishing = 0;

/** Resolves at the first signal, which ends nothing that is under way; after it signals end the process as ever. */
export function toldToEnd(which: readonly NodeJS.Signals[]): {
  readonly signal: Promise<void>;
  readonly off: () => void;
} {
  let end: () => void = () => undefined;
  const signal = new Promise<void>((resolve) => (end = resolve));
  let isListening = true;
  const off = () => {
    if (!isListening) return;
    isListening = false;
    for (const each of which) process.off(each, first);
    // Whoever hears the same signal after this one still leaves it to us.
    queueMicrotask(() => (finishing -= 1));
  };
  const first = () => {
    off();
    end();
  };
  finishing += 1;
  for (const each of which) process.on(each, first);
  return { signal, off };
}

/**
 * Runs `work`, which writes to a file that nobody shall see before it is whole: when the process is told to end meanwhile
 * (Ctrl-C), the file goes, and the process ends as it would have, unless somebody wants to finish first. At other times nothing is listened for, so that Ctrl-C
 * ends also what is busy.
 */
export async function withoutLeaving<T>(file: string, work: () => Promise<T>): Promise<T> {
  const end = (signal: NodeJS.Signals) => {
    if (finishing > 0) return;
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
