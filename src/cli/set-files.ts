import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceFile } from '../suppression/load-set.js';
import { readSources } from './files.js';
import { filesAmong, type Place } from './left-out.js';
import { standardInput } from './standard-input.js';
import { UsageError } from './usage-error.js';

const below = '**/*.supp';

/**
 * The suppression files that arguments name: files as given, globs, directories (every `*.supp` below them), and `-`
 * for standard input. Without arguments those of the configuration, else every `*.supp` below the working directory. Each
 * file once, in the order of the arguments. What is come upon below a directory or by a glob and is no file, such as a pipe or a
 * link to nothing, is left out, and said to be. Throws `UsageError` for what is named and not there.
 *
 * @param without paths of files that hide nothing in a run of Valgrind: taken only where arguments name them
 */
export async function setFiles(
  args: readonly string[],
  configured: readonly string[] | undefined,
  place: Place,
  without: readonly string[] = [],
): Promise<readonly string[]> {
  const wanted = args.length > 0 ? args : (configured ?? [below]);
  const names = await expandSets(wanted, place);
  const left =
    args.length === 0 ? names.filter((name) => !without.includes(resolve(place.cwd, name))) : names;
  if (left.length === 0) throw new UsageError('no suppression file (*.supp) found here; name the files');
  return left;
}

/** Reads the sets that options and the configuration name, as arguments may name them. Throws `UsageError` for what cannot be read. */
export async function readSets(names: readonly string[], place: Place): Promise<SourceFile[]> {
  const found = await expandSets(names, place);
  if (names.length > 0 && found.length === 0)
    throw new UsageError(`no suppression file (*.supp) in ${names.join(', ')}`);
  return readSources(found, place.cwd);
}

async function expandSets(args: readonly string[], place: Place): Promise<readonly string[]> {
  const byPath = new Map<string, string>();
  for (const arg of args)
    for (const name of await filesOf(arg, place)) {
      const path = name === standardInput ? name : resolve(place.cwd, name);
      if (!byPath.has(path)) byPath.set(path, name);
    }
  return [...byPath.values()];
}

async function filesOf(arg: string, place: Place): Promise<readonly string[]> {
  if (arg === standardInput) return [arg];
  if (arg === '') throw new UsageError('empty name of a suppression file');
  const found = await stat(resolve(place.cwd, arg)).catch(() => undefined);
  if (found && !found.isDirectory()) return [arg];
  const { escape, hasMagic } = await import('glob');
  if (found) return filesBelow(`${escape(arg.replace(/\/+$/, ''))}/`, place);
  if (arg === below) return filesBelow('', place);
  // What is not there is told when it is read.
  if (!hasMagic(arg, { magicalBraces: true })) return [arg];
  const names = await search([arg], place);
  if (names.length === 0) throw new UsageError(`no file matches ${arg}`);
  return names;
}

/** Nothing can be read below a folder whose name is not UTF-8, which is told of such files as well. */
function filesBelow(folder: string, place: Place): Promise<readonly string[]> {
  return search([folder + below, `${folder}**/*\ufffd*/`], place);
}

async function search(patterns: string[], place: Place): Promise<readonly string[]> {
  const { glob } = await import('glob');
  const ignore = ['**/node_modules/**', '**/.git/**'];
  const names = await glob(patterns, { cwd: place.cwd, ignore });
  return filesAmong(names.sort(), place);
}
