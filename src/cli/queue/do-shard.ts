import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { nothingCollected } from '../../collect/collected.js';
import { toParquet } from '../../collect/to-parquet.js';
import { addCollected } from '../../collect/unite.js';
import { orUsageError, type OnBytes } from '../reading/read-log-file.js';
import { hashOf, readRun } from '../reading/read-run.js';
import { UsageError } from '../usage-error.js';
import type { Shard } from './shard.js';

/**
 * Does what a shard asks for: the bytes of a corpus of its logs, or the hashes of them as JSON. Throws `UsageError` for
 * what cannot be read, and for what is no file: a job must not make a worker wait for a pipe, or read a device without end.
 */
export async function doShard({ work, cwd, names }: Shard, onBytes: OnBytes): Promise<Uint8Array> {
  const collected = nothingCollected();
  const hashes: string[] = [];
  for (const name of names) {
    const found = await orUsageError(name, () => stat(resolve(cwd, name)));
    if (!found.isFile()) throw new UsageError(`not a file: ${name}`);
    if (work === 'hash') hashes.push(await hashOf(name, cwd, onBytes));
    else addCollected(collected, await readRun(name, cwd, onBytes));
  }
  return work === 'hash' ? Buffer.from(JSON.stringify(hashes)) : toParquet(collected);
}
