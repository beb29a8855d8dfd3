import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';
import { UsageError } from '../usage-error.js';

/** The absolute path of a program as `execvp` finds it, or undefined. */
export async function findProgram(
  name: string,
  cwd: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<string | undefined> {
  if (name === '') return undefined;
  const folders = name.includes('/') ? [''] : (env['PATH'] ?? '/usr/bin:/bin').split(delimiter);
  for (const folder of folders) {
    const path = resolve(cwd, join(folder, name));
    if (await isProgram(path)) return path;
  }
  return undefined;
}

/** The path of a program. Throws `UsageError`, which says what is wrong with what has the name. */
export async function programNamed(name: string, cwd: string): Promise<string> {
  const path = await findProgram(name, cwd);
  if (path !== undefined) return path;
  const found = name.includes('/') ? await stat(resolve(cwd, name)).catch(() => undefined) : undefined;
  if (!found) throw new UsageError(`no such program: ${name}`);
  throw new UsageError(`${name} is ${found.isDirectory() ? 'a folder' : 'not executable'}`);
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
