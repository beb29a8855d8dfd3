import { createHash, type Hash } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { collectRun } from '../../collect/collect-run.js';
import { nothingCollected, type Collected, type Seen } from '../../collect/collected.js';
import { fromParquet } from '../../collect/from-parquet.js';
import { logCorpusOf } from '../../collect/log-corpus.js';
import { addCollected } from '../../collect/unite.js';
import { UnreadableCorpus } from '../../collect/unreadable.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../log/corpus-sink.js';
import { isCorpusFile } from './corpus-file.js';
import { orUsageError, piecesOf, readLogStream, type OnBytes } from './read-log-file.js';
import type { ReadingProgress } from './read-logs.js';
import { standardInput } from '../standard-input.js';
import { UsageError } from '../usage-error.js';

interface ReadOptions {
  readonly onProgress: ((progress: ReadingProgress) => void) | undefined;
  readonly stdin: AsyncIterable<Uint8Array>;
  readonly allBytes: number;
}

/** Reads logs and corpora, each run once, into what reading all their logs gives. */
export async function readCorpora(
  names: readonly string[],
  cwd: string,
  { onProgress, stdin, allBytes }: ReadOptions,
): Promise<LogCorpus> {
  const collected = nothingCollected();
  let bytes = 0;
  for (const [done, name] of names.entries()) {
    const onBytes = (more: number) => {
      bytes += more;
      onProgress?.({ done, all: names.length, bytes, allBytes, name });
    };
    onBytes(0);
    const more = (await isCorpusFile(name, cwd))
      ? await readCorpusFile(name, cwd)
      : await readRun(name, cwd, { stdin, onBytes });
    addCollected(collected, more);
  }
  return logCorpusOf(collected);
}

/** Throws `UsageError` for a file that is no whole corpus. */
export async function readCorpusFile(name: string, cwd: string): Promise<Collected> {
  const bytes = await orUsageError(name, () => readFile(resolve(cwd, name)));
  try {
    return await fromParquet(bytes);
  } catch (error) {
    if (error instanceof UnreadableCorpus) throw new UsageError(`${name}: ${error.message}`);
    throw error;
  }
}

/** Reads one log as a run of its own. */
export async function readRun(
  name: string,
  cwd: string,
  {
    stdin = process.stdin,
    onBytes,
  }: { readonly stdin?: AsyncIterable<Uint8Array>; readonly onBytes: OnBytes },
): Promise<Collected> {
  const corpus = createLogCorpus();
  const hash = createHash('sha256');
  const all = hashed(name === standardInput ? stdin : piecesOf(name, cwd), hash);
  // A reader that stops early must not end it: what is damaged or no log is hashed to its end as well.
  const pieces: AsyncIterable<Uint8Array> = {
    [Symbol.asyncIterator]: () => ({ next: () => all.next() }),
  };
  await orUsageError(name, async () => {
    await readLogStream(pieces, name, corpusSink(corpus), onBytes);
    for await (const piece of pieces) onBytes(piece.length);
  });
  return collectRun(corpus, { hash: hash.digest('hex'), log: name, seen: await seenOf(name, cwd) });
}

async function* hashed(pieces: AsyncIterable<Uint8Array>, hash: Hash): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) {
    hash.update(piece);
    yield piece;
  }
}

/** SHA-256 of the bytes of a file, in hexadecimal. */
export async function hashOf(name: string, cwd: string): Promise<string> {
  const hash = createHash('sha256');
  await orUsageError(name, async () => {
    for await (const piece of piecesOf(name, cwd)) hash.update(piece);
  });
  return hash.digest('hex');
}

/** When a file was changed last; undefined for what is no file. */
export async function seenOf(name: string, cwd: string): Promise<Seen | undefined> {
  if (name === standardInput) return undefined;
  const found = await orUsageError(name, () => stat(resolve(cwd, name)));
  if (!found.isFile()) return undefined;
  const time = Math.max(0, Math.floor(found.mtimeMs));
  return { first: time, last: time };
}
