import { fstatSync, readSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { readLog, type ReadingMemory } from '../../log/read.js';
import type { LogSink } from '../../log/sink.js';
import { cannotRead, isSystemError } from '../system-error.js';

/** Larger pieces save no time. */
const pieceSize = 1 << 18;

/** After so many, whatever else there is to do has its turn: signals, progress. */
const inOneGo = 16;

/** What a thread has read of other logs makes the next one quicker. */
const memory: ReadingMemory = {};

/** Takes the length of each piece of a log when it has been read. */
export type OnBytes = (bytes: number) => void;

/** Reads one log. Throws `UsageError` for a file that cannot be opened or read. */
export async function readLogFile(name: string, cwd: string, sink: LogSink, onBytes: OnBytes): Promise<void> {
  await orUsageError(name, () => readLogStream(piecesOf(name, cwd), name, sink, onBytes));
}

/** Makes a `UsageError` of what the file system says of a file: only that is the user's affair. */
export async function orUsageError<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    throw isSystemError(error) ? cannotRead(name, error) : error;
  }
}

/**
 * The bytes of a file, each piece in the memory of the one before: new memory for each is given back much later than it is
 * filled. Another thread that reads would save nothing, as handing pieces over takes as long as reading them; only for what is
 * no file, and may make one wait, it is used.
 */
export async function* piecesOf(name: string, cwd: string): AsyncGenerator<Uint8Array> {
  const file = await open(resolve(cwd, name));
  try {
    const piece = Buffer.allocUnsafeSlow(pieceSize);
    const isFile = fstatSync(file.fd).isFile();
    for (let count = 1; ; count++) {
      const bytesRead = isFile ? readSync(file.fd, piece) : (await file.read(piece)).bytesRead;
      if (bytesRead === 0) return;
      if (count % inOneGo === 0) await setImmediate();
      yield piece.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}

/** The same for a log that comes from elsewhere. */
export async function readLogStream(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  sink: LogSink,
  onBytes: OnBytes,
): Promise<void> {
  await readLog(counted(chunks, onBytes), name, sink, memory);
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    onBytes(chunk.length);
  }
}
