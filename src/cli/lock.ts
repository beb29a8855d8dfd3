import { randomBytes } from 'node:crypto';
import { link, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { withoutLeaving } from './interrupt.js';
import { codeOf, reasonOf } from './system-error.js';
import { UsageError } from './usage-error.js';

/** Milliseconds after which a lock belongs to nobody: whoever held it was killed. Work under a lock takes a few. */
const stale = 10_000;
/** Milliseconds between two tries, and until it is given up. */
const [pause, patience] = [15, 30_000];

/**
 * Does work while `file` exists, which nobody else can make meanwhile. A file that is left from a crash is taken over. Ctrl-C
 * leaves none. Throws `UsageError` when it cannot be had.
 */
export async function withLock<T>(file: string, work: () => Promise<T>): Promise<T> {
  const owner = randomBytes(12).toString('hex');
  for (const end = Date.now() + patience; !(await make(file, owner)); await sleep(pause)) {
    if (Date.now() > end) throw new UsageError(`another process holds ${file}; remove it if there is none`);
    await removeStale(file);
  }
  return withoutLeaving(file, async () => {
    try {
      return await work();
    } finally {
      // Work that took too long has lost it to somebody else.
      if ((await readFile(file, 'latin1').catch(() => owner)) === owner) await rm(file, { force: true });
    }
  });
}

/** Was it made, rather than there? */
async function make(file: string, owner: string): Promise<boolean> {
  try {
    const made = await open(file, 'wx');
    await made.writeFile(owner).finally(() => made.close());
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw new UsageError(`cannot write ${file}: ${reasonOf(error)}`);
  }
}

/** Of several who see the same stale file one takes it away; a fresh one that took its place is put back. */
async function removeStale(file: string): Promise<void> {
  const seen = await stat(file).catch(() => undefined);
  if (!seen || Date.now() - seen.mtimeMs < stale) return;
  const aside = `${file}.${randomBytes(6).toString('hex')}`;
  try {
    await rename(file, aside);
  } catch {
    return;
  }
  const { mtimeMs } = await stat(aside);
  if (mtimeMs !== seen.mtimeMs) await link(aside, file).catch(() => undefined);
  await rm(aside, { force: true });
}
