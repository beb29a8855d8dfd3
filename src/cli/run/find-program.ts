import { constants } from 'node:fs';
import { access, stat } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import process from 'node:process';

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

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return (await stat(path)).isFile();
  } catch {
    return false;
  }
}
