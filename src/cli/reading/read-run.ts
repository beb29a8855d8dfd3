import { createHash, type Hash } from 'node:crypto';
import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import process from 'node:process';
import { collectRun } from '../../collect/collect-run.js';
import type { Collected, Seen } from '../../collect/collected.js';
import { corpusSink, createLogCorpus } from '../../log/corpus-sink.js';
import { standardInput } from '../standard-input.js';
import { orUsageError, piecesOf, readLogStream, type OnBytes } from './read-log-file.js';

/** Reads one log as a run of its own. Throws `UsageError` for a file that cannot be opened or read. */
export async function readRun(
  name: string,
  cwd: string,
  onBytes: OnBytes,
  stdin: AsyncIterable<Uint8Array> = process.stdin,
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
export async function hashOf(name: string, cwd: string, onBytes: OnBytes): Promise<string> {
  const hash = createHash('sha256');
  await orUsageError(name, async () => {
    for await (const piece of piecesOf(name, cwd)) {
      hash.update(piece);
      onBytes(piece.length);
    }
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
