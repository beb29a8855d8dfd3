import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readLog } from '../../log/read.js';
import type { LogSink } from '../../log/sink.js';
import { UsageError } from '../usage-error.js';

/** Larger pieces save no time. */
const pieceSize = 1 << 18;

/** Takes the length of each piece of a log when it has been read. */
export type OnBytes = (bytes: number) => void;

/** Reads one log. Throws `UsageError` for a file that cannot be opened or read. */
export async function readLogFile(name: string, cwd: string, sink: LogSink, onBytes: OnBytes): Promise<void> {
  try {
    await readLogStream(piecesOf(resolve(cwd, name)), name, sink, onBytes);
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : undefined;
    // Only what the file system says is the user's affair.
    if (code === undefined || !/^E[A-Z0-9]+$/.test(code)) throw error;
    throw new UsageError(code === 'ENOENT' ? `no such file: ${name}` : `cannot read ${name}: ${code}`);
  }
}

/** All in the same memory: a new one for each piece is given back much later than it is filled. */
async function* piecesOf(path: string): AsyncGenerator<Uint8Array> {
  const file = await open(path);
  try {
    const piece = Buffer.allocUnsafeSlow(pieceSize);
    for (;;) {
      const { bytesRead } = await file.read(piece, 0, pieceSize, null);
      if (bytesRead === 0) return;
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
  await readLog(counted(chunks, onBytes), name, sink);
}

async function* counted(chunks: AsyncIterable<Uint8Array>, onBytes: OnBytes): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    yield chunk;
    onBytes(chunk.length);
  }
}
