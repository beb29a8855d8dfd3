import type { Dirent } from 'node:fs';
import { open, readdir, realpath, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { gunzipSync, constants } from 'node:zlib';
import { detect, headLength, isValgrindLog } from '../log/detect.js';
import { filesAmong, leaveOut, whyUnreadable, type Place } from './left-out.js';
import { isCorpus } from './reading/corpus-file.js';
import { standardInput } from './standard-input.js';
import { cannotRead, codeOf } from './system-error.js';
import { UsageError } from './usage-error.js';

/**
 * The logs that arguments name: files as given, globs, directories (below them everything that Valgrind wrote), and
 * `-` for standard input. Relative to the working directory where the argument is. Sorted, each file once, whatever links lead to
 * it; names are as short as the arguments made them. What nobody named and cannot be read is left out, and said to be. Throws `UsageError` for what is
 * named and not there.
 */
export async function expandLogs(args: readonly string[], place: Place): Promise<string[]> {
  const byPath = new Map<string, string>();
  for (const arg of args) {
    for (const name of await expandLog(arg, place)) {
      const path = name === standardInput ? name : await placeOf(resolve(place.cwd, name));
      const before = byPath.get(path);
      if (before === undefined || name < before) byPath.set(path, name);
    }
  }
  return [...byPath.values()].sort();
}

/** What is no file, such as a pipe, may have no other place. */
function placeOf(path: string): Promise<string> {
  return realpath(path).catch(() => path);
}

async function expandLog(arg: string, place: Place): Promise<string[]> {
  const { cwd } = place;
  if (arg === standardInput) return [arg];
  if (arg === '') throw new UsageError('empty name of a log');
  const found = await stat(resolve(cwd, arg)).catch((error: unknown) => unreadable(arg, error));
  if (found?.isDirectory()) return logsBelow(arg, place);
  if (found) return [arg];
  const { glob, hasMagic } = await import('glob'); // loaded only where it is needed, for that takes a while
  if (!hasMagic(arg, { magicalBraces: true })) throw new UsageError(`no such file: ${arg}`);
  const names = await glob(arg, { cwd, dot: true, mark: true });
  const logs: string[] = [];
  for (const name of names) {
    const isFolder = name.endsWith('/');
    const found = isFolder ? await logsBelow(name.slice(0, -1), place) : await filesAmong([name], place);
    for (const log of found) logs.push(log);
  }
  if (logs.length === 0) throw new UsageError(`no file matches ${arg}`);
  return logs;
}

/** Undefined for a file that is not there; anything else is worth telling. */
function unreadable(arg: string, error: unknown): undefined {
  const code = codeOf(error);
  if (code === 'ENOENT' || code === 'ENOTDIR' || code === 'ENAMETOOLONG') return undefined;
  throw cannotRead(arg, error);
}

/** Folders of other tools, which hold many files and no logs. */
const skipped = new Set(['.git', '.hg', '.svn', 'node_modules']);

/**
 * Names that logs have: no ending at all, the endings of texts, or a process number at the end. Sources and
 * documents are left alone even where they quote Valgrind.
 */
const logName = /(?:^[^.]+|\.(?:xml|log|txt|out|err|stderr|valgrind|vg|parquet|\d+))(?:\.gz)?$/i;
const valgrindName = /valgrind|memcheck|helgrind|drd|\bvg\b/i;

async function logsBelow(directory: string, place: Place): Promise<string[]> {
  const { cwd } = place;
  const entries: Dirent[] = await readdir(resolve(cwd, directory), { withFileTypes: true }).catch(
    (error: unknown) => {
      throw cannotRead(directory, error);
    },
  );
  const logs: string[] = [];
  // One after the other: a tree can have more files than may be open.
  for (const entry of entries) {
    const name = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!skipped.has(entry.name)) for (const log of await logsBelow(name, place)) logs.push(log);
    } else if (logName.test(entry.name) || valgrindName.test(entry.name)) {
      const isFile = entry.isFile() || (entry.isSymbolicLink() && (await leadsToFile(name, place)));
      if (isFile && (await isLog(name, place))) logs.push(name);
    }
  }
  return logs;
}

/** Links to folders are left alone: they may lead round in circles. */
async function leadsToFile(link: string, place: Place): Promise<boolean> {
  const path = resolve(place.cwd, link);
  try {
    return (await stat(path)).isFile();
  } catch (error) {
    leaveOut(link, await whyUnreadable(path, error), place);
    return false;
  }
}

/** Looks into a file of a directory, which nobody named. */
async function isLog(name: string, place: Place): Promise<boolean> {
  const path = resolve(place.cwd, name);
  const head = await readHead(path).catch(async (error: unknown) => {
    leaveOut(name, await whyUnreadable(path, error), place);
    return undefined;
  });
  if (!head) return false;
  if (isCorpus(head)) return true;
  if (detect(head) !== 'gzip') return isValgrindLog(head);
  try {
    return isValgrindLog(gunzipSync(head, { finishFlush: constants.Z_SYNC_FLUSH, maxOutputLength: 1 << 26 }));
  } catch {
    return false;
  }
}

async function readHead(path: string): Promise<Uint8Array> {
  const file = await open(path);
  try {
    const { buffer, bytesRead } = await file.read(Buffer.alloc(headLength), 0, headLength, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await file.close();
  }
}
