import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { Collected } from '../../collect/collected.js';
import { fromParquet } from '../../collect/from-parquet.js';
import { UnreadableCorpus } from '../../collect/unreadable.js';
import { UsageError } from '../usage-error.js';
import { orUsageError } from './read-log-file.js';

/** Throws `UsageError` for a file that is no whole corpus. */
export async function readCorpusFile(name: string, cwd: string): Promise<Collected> {
  return corpusFrom(await orUsageError(name, () => readFile(resolve(cwd, name))), name);
}

/** The same for bytes that come from elsewhere. */
export async function corpusFrom(bytes: Uint8Array, name: string): Promise<Collected> {
  try {
    return await fromParquet(bytes);
  } catch (error) {
    if (error instanceof UnreadableCorpus) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}
