import { plural } from '../../report/plural.js';
import { duration } from '../reading/progress-line.js';
import { createErrorCount } from './count-errors.js';
import { processes } from './tell-summary.js';

/** How far runs are. */
export interface RunProgress {
  /** Milliseconds since the beginning. */
  readonly time: number;
  readonly processes: number;
  readonly errors: number;
  /** Runs of a list that are over, and all of them. */
  readonly done?: number;
  readonly all?: number;
}

export function runProgressLine({ time, processes: count, errors, done, all }: RunProgress): string {
  return [
    ...(all === undefined ? [] : [`${done ?? 0} of ${plural(all, 'run')} done`]),
    duration(Math.floor(time / 1000)),
    processes(count),
    plural(errors, 'error'),
  ].join(', ');
}

/** How often a terminal is told, in milliseconds. */
const pause = 1000;

/** Tells once a second how far it is, until the returned function is called. */
export function showProgress(
  show: (line: string) => void,
  state: () => Omit<RunProgress, 'time' | 'processes' | 'errors'> & { readonly logs: readonly string[] },
): () => void {
  const start = performance.now();
  const countErrors = createErrorCount();
  let isOver = false;
  let isBusy = false;
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    const { logs, ...rest } = state();
    void countErrors(logs).then((errors) => {
      isBusy = false;
      if (isOver) return;
      const line = runProgressLine({
        time: performance.now() - start,
        processes: logs.length,
        errors,
        ...rest,
      });
      // What the program prints next goes over it.
      show(`${line}\r`);
    });
  }, pause);
  return () => {
    isOver = true;
    clearInterval(timer);
    show('');
  };
}
