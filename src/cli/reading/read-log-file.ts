import { createReadStream } from 'node:fs';
import { resolve } from 'node:path';
import { readLog } from '../../log/read.js';
import type { LogSink } from '../../log/sink.js';
import { UsageError } from '../usage-error.js';

/** Larger pieces save much time, and even several of them are small beside what a corpus takes. */
const pieceSize = 1 << 20;

/** Takes the length of each piece of a log when it has been read. */
export type OnBytes = (bytes: number) => void;

/** Reads one log. Throws `UsageError` for a file that cannot be opened or read. */
export async function readLogFile(name: string, cwd: string, sink: LogSink, onBytes: OnBytes): Promise<void> {
  await orUsageError(name, () => readLogStream(piecesOf(name, cwd), name, sink, onBytes));
}

export function piecesOf(name: string, cwd: string): AsyncIterable<Uint8Array> {
  return createReadStream(resolve(cwd, name), { highWaterMark: pieceSize });
}

/** Makes a `UsageError` of what the file system says of a file: only that is the user's affair. */
export async function orUsageError<T>(name: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw new UsageError(code === 'ENOENT' ? `no such file: ${name}` : `cannot read ${name}: ${code}`);
  }
}

/** The same for a log that comes from elsewhere. */
export async function readLogStream(
  chunks: AsyncIterable<Uint8Array>,
  name: string,
  sink: LogSink,
  onBytes: OnBytes,
): Promise<void> {
  await readLog(counted(chunks, onBytes), name, sink);
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    onBytes(chunk.length);
  }
}
