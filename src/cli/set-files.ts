import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceFile } from '../suppression/load-set.js';
import { readSources } from './files.js';
import { standardInput } from './standard-input.js';
import { UsageError } from './usage-error.js';

const below = '**/*.supp';

/**
 * The suppression files that arguments name: files as given, globs, directories (every `*.supp` below them), and `-`
 * for standard input. Without arguments those of the configuration, else every `*.supp` below `cwd`. Each file once, in
 * the order of the arguments. Throws `UsageError` for what is not there.
 *
 * @param without paths of files that hide nothing in a run of Valgrind: taken only where arguments name them
 */
export async function setFiles(
  args: readonly string[],
  configured: readonly string[] | undefined,
  cwd: string,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  const wanted = args.length > 0 ? args : (configured ?? [below]);
  const names = await expandSets(wanted, cwd);
  const left = args.length === 0 ? names.filter((name) => !without.includes(resolve(cwd, name))) : names;
  if (left.length === 0) throw new UsageError('no suppression file (*.supp) found here; name the files');
  return left;
}

/** Reads the sets that options and the configuration name, as arguments may name them. Throws `UsageError` for what cannot be read. */
export async function readSets(names: readonly string[], cwd: string): Promise<SourceFile[]> {
  const found = await expandSets(names, cwd);
  if (names.length > 0 && found.length === 0)
    throw new UsageError(`no suppression file (*.supp) in ${names.join(', ')}`);
  return readSources(found, cwd);
}

async function expandSets(args: readonly string[], cwd: string): Promise<readonly string[]> {
  const byPath = new Map<string, string>();
  for (const arg of args)
    for (const name of await filesOf(arg, cwd)) {
      const path = name === standardInput ? name : resolve(cwd, name);
      if (!byPath.has(path)) byPath.set(path, name);
    }
  return [...byPath.values()];
}

async function filesOf(arg: string, cwd: string): Promise<readonly string[]> {
  if (arg === standardInput) return [arg];
  if (arg === '') throw new UsageError('empty name of a suppression file');
  const found = await stat(resolve(cwd, arg)).catch(() => undefined);
  if (found && !found.isDirectory()) return [arg];
  const { escape, hasMagic } = await import('glob');
  if (found) return search(`${escape(arg.replace(/\/+$/, ''))}/${below}`, cwd);
  // What is not there is told when it is read.
  if (!hasMagic(arg, { magicalBraces: true })) return [arg];
  const names = await search(arg, cwd);
  if (names.length === 0 && arg !== below) throw new UsageError(`no file matches ${arg}`);
  return names;
}

async function search(pattern: string, cwd: string): Promise<readonly string[]> {
  const { glob } = await import('glob');
  const names = await glob(pattern, { cwd, nodir: true, ignore: ['**/node_modules/**', '**/.git/**'] });
  return names.sort();
}
