import { nothingCollected, type Collected } from '../../collect/collected.js';
import { logCorpusOf } from '../../collect/log-corpus.js';
import type { LogCorpus } from '../../log/corpus-sink.js';
import { collectFiles } from './collect-files.js';
import { collectHere } from './collect-here.js';
import type { OnProgress } from './progress.js';

interface ReadOptions {
  readonly onProgress: OnProgress | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly jobs: number | undefined;
  readonly onCollected: ((collected: Collected) => void) | undefined;
}

/** Reads logs and corpora, each run once, into what reading all their logs gives. */
export async function readCorpora(
  names: readonly string[],
  cwd: string,
  { onProgress, stdin, jobs, onCollected }: ReadOptions,
): Promise<LogCorpus> {
  const collected = nothingCollected();
  await collectFiles(names, cwd, collected, collectHere({ cwd, jobs, onProgress }), { stdin });
  onCollected?.(collected);
  return logCorpusOf(collected);
}
