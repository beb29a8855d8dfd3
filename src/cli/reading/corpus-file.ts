import { open } from 'node:fs/promises';
import { resolve } from 'node:path';
import { standardInput } from '../standard-input.js';

const magic = 'PAR1';

/** Do these first bytes begin a Parquet file, as a corpus is one? */
export function isCorpus(head: Uint8Array): boolean {
  return Buffer.from(head.buffer, head.byteOffset, Math.min(4, head.byteLength)).toString('latin1') === magic;
}

/** Is one of these files a corpus? A file that cannot be read is none: whoever reads it says so. */
export async function someAreCorpora(names: readonly string[], cwd: string): Promise<boolean> {
  for (const name of names) if (await isCorpusFile(name, cwd)) return true;
  return false;
}

/** Is this file a corpus? Standard input is none. */
export async function isCorpusFile(name: string, cwd: string): Promise<boolean> {
  if (name === standardInput) return false;
  const file = await open(resolve(cwd, name)).catch(() => undefined);
  if (!file) return false;
  try {
    // A pipe is a log, and must not lose its beginning.
    if (!(await file.stat()).isFile()) return false;
    const { buffer, bytesRead } = await file.read(Buffer.alloc(4), 0, 4, 0);
    return isCorpus(buffer.subarray(0, bytesRead));
  } catch {
    return false;
  } finally {
    await file.close();
  }
}
