import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import type { SourceFile } from '../suppression/load-set.js';
import { readSources } from './files.js';
import type { Place } from './left-out.js';
import { git } from './git.js';
import { standardInput } from './standard-input.js';
import { setFiles } from './set-files.js';
import { UsageError } from './usage-error.js';

/**
 * The files of one set: a file, a directory, a glob, `-` for standard input, or what git has of a file or directory as
 * `REV:path`. What is there under that name goes before the revision. Throws `UsageError` for what cannot be read, with
 * git's own words where git was asked.
 */
export async function readSetOrRevision(name: string, place: Place): Promise<SourceFile[]> {
  const { cwd } = place;
  const isThere = name === standardInput || (await stat(resolve(cwd, name)).catch(() => undefined));
  if (isThere || !name.includes(':')) return readSources(await setFiles([name], undefined, place), cwd);
  if (name.startsWith('-')) throw new UsageError(`no such file: ${name}`);
  const isDirectory = (await ask(['cat-file', '-t', name], name, cwd)).trim() === 'tree';
  const files = isDirectory ? await filesIn(name, cwd) : [name];
  const sources: SourceFile[] = [];
  for (const file of files)
    // Not as a filter of the user's would show it.
    sources.push({ name: file, bytes: await ask(['show', '--no-textconv', file], name, cwd) });
  return sources;
}

/** The suppression files below a directory of a revision, each as `REV:path`. */
async function filesIn(directory: string, cwd: string): Promise<readonly string[]> {
  const list = await ask(['ls-tree', '-r', '-z', '--name-only', '--full-tree', directory], directory, cwd);
  const found = list.split('\0').filter((path) => path.endsWith('.supp'));
  if (found.length === 0) throw new UsageError(`no suppression file (*.supp) in ${directory}`);
  const parent = /[:/]$/.test(directory) ? directory : `${directory}/`;
  return found.sort().map((path) => parent + Buffer.from(path, 'latin1').toString());
}

/** What git prints, a byte string. */
async function ask(args: readonly string[], asked: string, cwd: string): Promise<string> {
  const { code, stdout, stderr } = await git(args, cwd);
  if (code !== 0) throw new UsageError(`no such file: ${asked}; git says: ${stderr.trim()}`);
  return stdout;
}
