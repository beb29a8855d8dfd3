import { Worker } from 'node:worker_threads';
import type { Preview } from '../../report/triage/wire.js';
import type { PreviewAnswer, PreviewData, PreviewTask } from './preview-worker.js';

export interface PreviewThread {
  /** Rejects where it takes too long, and where another was asked for before its turn came. */
  readonly ask: (task: PreviewTask) => Promise<Preview>;
  readonly end: () => Promise<void>;
}

/** Milliseconds: nobody waits longer for a preview. */
const patience = 20_000;

interface Waiting {
  readonly task: PreviewTask;
  readonly resolve: (preview: Preview) => void;
  readonly reject: (error: Error) => void;
}

/**
 * Makes previews in a thread of its own, so that verdicts and details need not wait for them: one at a time, and of those that
 * wait only the last. The thread starts with the first.
 */
export function previewThread(data: PreviewData): PreviewThread {
  let worker: Worker | undefined;
  let current: Waiting | undefined;
  let next: Waiting | undefined;
  let timer: NodeJS.Timeout | undefined;

  function done(settle: (one: Waiting) => void): void {
    clearTimeout(timer);
    const one = current!;
    current = undefined;
    settle(one);
    if (next) begin(next);
  }

  /** What is asked for later gets a new thread. */
  function give(up: string): void {
    void worker?.terminate();
    worker = undefined;
    if (current) done(({ reject }) => reject(new Error(up)));
  }

  function begin(one: Waiting): void {
    [current, next] = [one, undefined];
    worker ??= started();
    timer = setTimeout(() => give('It takes too long to try entries for these.'), patience);
    worker.postMessage(one.task);
  }

  function started(): Worker {
    const thread = new Worker(new URL('./preview-worker.js', import.meta.url), { workerData: data });
    thread.on(
      'message',
      // One that was given up may have answered just before.
      (answer: PreviewAnswer) =>
        thread === worker &&
        done(({ resolve, reject }) =>
          'preview' in answer ? resolve(answer.preview) : reject(new Error(answer.failed)),
        ),
    );
    thread.on('error', (error) => thread === worker && give(error.message));
    thread.unref();
    return thread;
  }

  return {
    ask: (task) =>
      new Promise((resolve, reject) => {
        const one = { task, resolve, reject };
        if (!current) return begin(one);
        next?.reject(new Error('another preview was asked for'));
        next = one;
      }),
    async end() {
      clearTimeout(timer);
      await worker?.terminate();
    },
  };
}
