import { nothingCollected, type Collected } from '../../collect/collected.js';
import { addCollected } from '../../collect/unite.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { readLogFile, type OnBytes } from './read-log-file.js';

/** The logs that a thread is asked for, to be read one after the other. */
export interface LogsTask {
  readonly names: readonly string[];
  readonly cwd: string;
}

/** Reads logs into one corpus. */
export async function readLogs({ names, cwd }: LogsTask, onBytes: OnBytes): Promise<LogCorpus> {
  const corpus = createLogCorpus();
  const sink = corpusSink(corpus);
  for (const name of names) await readLogFile(name, cwd, sink, onBytes);
  return corpus;
}

/** Reads each as a run of its own that can be united with others. */
export async function collectLogs({ names, cwd }: LogsTask, onBytes: OnBytes): Promise<Collected> {
  const { readRun } = await import('./read-run.js');
  const collected = nothingCollected();
  for (const name of names) addCollected(collected, await readRun(name, cwd, onBytes));
  return collected;
}

/** Hashes the bytes of each. */
export async function hashLogs({ names, cwd }: LogsTask, onBytes: OnBytes): Promise<readonly string[]> {
  const { hashOf } = await import('./read-run.js');
  const hashes: string[] = [];
  for (const name of names) hashes.push(await hashOf(name, cwd, onBytes));
  return hashes;
}
