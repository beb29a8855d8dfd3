import { mkdir, open, readFile, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { isReal, verdicts, type Verdict, type VerdictFiles } from '../verdict/verdict.js';
import type { VerdictPaths } from './config-verdicts.js';
import { writeWholeIf } from './files.js';
import { withLock } from './lock.js';
import { cannotRead, codeOf, reasonOf } from './system-error.js';
import { UsageError } from './usage-error.js';

/** Beside the files while they are changed. */
const lockName = '.chaff-verdicts.lock';

/** How often people may write between reading and writing before it is given up. */
const mostTries = 50;

/** What is known of the files by whoever changes them again and again. */
export interface VerdictMemory {
  /** The bytes of a file by its absolute path; none where it is not there. Throws `UsageError` for what cannot be read. */
  readonly read: (name: string) => Promise<string>;
  /** Paths of files that were not there before. */
  readonly made: Set<string>;
}

const nothingKnown = (): VerdictMemory => ({ read: bytesAt, made: new Set() });

/** Reads the three files, by absolute paths; one that is not there is empty. Throws `UsageError` for what cannot be read. */
export async function readVerdictFiles(
  paths: VerdictPaths,
  { read }: Pick<VerdictMemory, 'read'> = { read: bytesAt },
): Promise<VerdictFiles> {
  const [fix, annotate, suppress] = await Promise.all(
    ([paths.fix, paths.annotate, paths.suppress] as const).map(async (name) => {
      return { name, bytes: await read(name) };
    }),
  );
  return { fix: fix!, annotate: annotate!, suppress: suppress! };
}

/**
 * Changes the files as they are now, and returns what they are then. Each is written as a whole or not at all, and only where
 * its bytes change; first those that grow, so that what moves from one to the other is at no time in neither. Processes of
 * chaff wait for each other, and what anybody else writes meanwhile is read, and changed, anew.
 *
 * @param change may be asked several times, each time about newer files
 * @param memory nothing is written over that is not as it says. A file that it knows to be made here goes when nothing is left in
 *   it, as if it had never been there; an empty one that was there before may be what a command of the team names
 */
export async function changeVerdictFiles(
  paths: VerdictPaths,
  change: (current: VerdictFiles) => VerdictFiles,
  memory: VerdictMemory = nothingKnown(),
): Promise<VerdictFiles> {
  const folders = [...new Set(verdicts.map((verdict) => dirname(paths[verdict])))].sort();
  for (const folder of folders)
    await mkdir(folder, { recursive: true }).catch((error: unknown) => {
      throw new UsageError(`cannot make the folder ${folder}: ${reasonOf(error)}`);
    });
  const locks = folders.map((folder) => join(folder, lockName));
  return locks.reduceRight<() => Promise<VerdictFiles>>(
    (work, lock) => () => withLock(lock, work),
    () => changed(paths, change, memory),
  )();
}

async function changed(
  paths: VerdictPaths,
  change: (current: VerdictFiles) => VerdictFiles,
  memory: VerdictMemory,
): Promise<VerdictFiles> {
  for (let tries = 0; tries < mostTries; tries++) {
    const current = await readVerdictFiles(paths, tries === 0 ? memory : { read: bytesAt });
    const next = change(current);
    if (await wrote(paths, current, next, memory)) return next;
  }
  throw new UsageError(`${paths.fix} and the files beside it change all the time: nothing more was written`);
}

/** False where somebody else wrote meanwhile. */
async function wrote(
  paths: VerdictPaths,
  current: VerdictFiles,
  next: VerdictFiles,
  { made }: VerdictMemory,
): Promise<boolean> {
  const gain = (verdict: Verdict) => next[verdict].bytes.length - current[verdict].bytes.length;
  const changing = verdicts
    .filter((verdict) => next[verdict].bytes !== current[verdict].bytes)
    .sort((a, b) => gain(b) - gain(a));
  for (const verdict of changing) {
    const path = paths[verdict];
    const { bytes } = next[verdict];
    const isAsBefore = async () => (await bytesAt(path)) === current[verdict].bytes;
    if (bytes === '' && made.has(path)) {
      if (!(await isAsBefore())) return false;
      await removed(path);
      made.delete(path);
      continue;
    }
    const isNew = current[verdict].bytes === '' && !(await stat(path).catch(() => undefined));
    if (!(await writeWholeIf(path, bytes, isAsBefore))) return false;
    if (isNew) made.add(path);
  }
  return true;
}

async function removed(path: string): Promise<void> {
  await rm(path, { force: true }).catch((error: unknown) => {
    throw new UsageError(`cannot remove ${path}: ${reasonOf(error)}`);
  });
}

/** Names of the files that are there, as patterns of real findings and of noise. */
export async function verdictPatterns(
  paths: VerdictPaths,
): Promise<{ readonly real: readonly string[]; readonly noise: readonly string[] }> {
  const there: Verdict[] = [];
  for (const verdict of verdicts) {
    const found = await stat(paths[verdict]).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw cannotRead(paths[verdict], error);
    });
    if (found) there.push(verdict);
  }
  const named = (some: readonly Verdict[]) => some.map((verdict) => paths[verdict]);
  return { real: named(there.filter(isReal)), noise: named(there.filter((each) => !isReal(each))) };
}

/**
 * Reads files, and those that did not change since from memory. Whether one did is told by what the system says of it:
 * another file (an editor puts a new one in its place), another size, another time. The time may be the same for what is written within some
 * milliseconds, so a file is read again as long as it was young when it was read.
 */
export function remembering(): VerdictMemory {
  const known = new Map<
    string,
    { readonly state: string; readonly isOld: boolean; readonly bytes: string }
  >();
  const read = (name: string) =>
    orEmpty(name, async () => {
      const file = await open(name);
      try {
        const { dev, ino, size, mtimeNs, ctimeNs } = await file.stat({ bigint: true });
        const state = [dev, ino, size, mtimeNs, ctimeNs].join(' ');
        const before = known.get(name);
        if (before?.state === state && before.isOld) return before.bytes;
        const isOld = Date.now() - Number(mtimeNs / 1_000_000n) > young;
        const now = (await file.readFile()).toString('latin1');
        // One string for equal bytes: whoever compares it with what was there before is quick.
        const bytes = now === before?.bytes ? before.bytes : now;
        known.set(name, { state, isOld, bytes });
        return bytes;
      } finally {
        await file.close();
      }
    });
  return { read, made: new Set() };
}

/** Milliseconds in which a file may be written twice at what the system calls the same time. */
const young = 1000;

function bytesAt(name: string): Promise<string> {
  return orEmpty(name, async () => (await readFile(name)).toString('latin1'));
}

async function orEmpty(name: string, read: () => Promise<string>): Promise<string> {
  try {
    return await read();
  } catch (error) {
    if (codeOf(error) === 'ENOENT') return '';
    throw cannotRead(name, error);
  }
}
