import { realpathSync, statSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import type { SourceOf } from '../report/check/own-place.js';

/**
 * Finds the sources that stacks name among the files below a folder, whose names are relative to it then. Logs tell directories
 * in XML and with `--fullpath-after`; a name alone is looked for in the folder itself and nowhere else, for many
 * places have a `util.c`.
 */
export function ownSources(folder: string): SourceOf {
  const root = realpathSync(folder);
  const known = new Map<string, string | undefined>();
  return ({ dir = '', file }) => {
    if (!file) return undefined;
    const key = `${dir}\n${file}`;
    if (!known.has(key)) known.set(key, below(root, utf8(dir), utf8(file)));
    return known.get(key);
  };
}

function below(root: string, dir: string, file: string): string | undefined {
  try {
    const path = realpathSync(resolve(root, dir, file));
    const name = relative(root, path);
    const isBelow = name !== '..' && !name.startsWith(`..${sep}`) && !isAbsolute(name);
    return isBelow && statSync(path).isFile() ? name : undefined;
  } catch {
    return undefined;
  }
}

function utf8(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
