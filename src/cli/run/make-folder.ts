import { mkdir, readdir } from 'node:fs/promises';
import { basename, join, relative, resolve } from 'node:path';
import { codeOf, reasonOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';

/** The folder below which logs are kept where nobody names another. */
export const usualFolder = 'chaff-logs';

/**
 * Makes a folder for logs that holds nothing, and returns its absolute path: the one that is named, else
 * `chaff-logs/PROGRAM-NUMBER` with the next number. Throws `UsageError` where it cannot be, or holds something.
 */
export async function makeLogFolder(
  named: string | undefined,
  program: string,
  cwd: string,
): Promise<string> {
  try {
    if (named !== undefined) {
      const folder = resolve(cwd, named);
      await mkdir(folder, { recursive: true });
      if ((await readdir(folder)).length > 0)
        throw new UsageError(`--logs ${named}: there is something in it, and no log is written over`);
      return folder;
    }
    return await makeNumbered(resolve(cwd, usualFolder), folderName(program));
  } catch (error) {
    if (error instanceof UsageError) throw error;
    throw new UsageError(`cannot make a folder for logs, ${named ?? usualFolder}: ${reasonOf(error)}`);
  }
}

/** A name for the folder of a program, of characters that mean nothing to shells and patterns. */
export function folderName(program: string): string {
  return (
    basename(program)
      .replace(/[^\w.+-]/g, '_')
      .replace(/^[.-]/, '_')
      .slice(0, 80) || 'program'
  );
}

/** A folder as arguments name it. */
export function shortName(folder: string, cwd: string): string {
  const name = relative(cwd, folder);
  if (name === '') return '.';
  return name.startsWith('-') ? `./${name}` : name.startsWith('../../') ? folder : name;
}

async function makeNumbered(parent: string, name: string): Promise<string> {
  await mkdir(parent, { recursive: true });
  const taken = (await readdir(parent)).map((each) =>
    each.startsWith(`${name}-`) && /^\d{1,9}$/.test(each.slice(name.length + 1))
      ? Number(each.slice(name.length + 1))
      : 0,
  );
  const last = taken.reduce((most, number) => Math.max(most, number), 0);
  for (let number = last + 1; ; number++) {
    const folder = join(parent, `${name}-${number}`);
    const made = await mkdir(folder).then(
      () => true,
      (error: unknown) => {
        if (codeOf(error) === 'EEXIST') return false;
        throw error;
      },
    );
    if (made) return folder;
  }
}
