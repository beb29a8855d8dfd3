import { lstat, stat } from 'node:fs/promises';
import { resolve } from 'node:path';
import { displayText } from '../report/text.js';
import type { Terminal } from './terminal.js';
import { codeOf, reasonOf } from './system-error.js';

/** Where names start from, and who hears of what is left out. */
export type Place = Pick<Terminal, 'cwd' | 'err'>;

/**
 * Those that are files or links to files. Of the others, which a walk came upon and nobody named, each is said to be left out, but
 * for folders.
 */
export async function filesAmong(names: readonly string[], place: Place): Promise<readonly string[]> {
  const files: string[] = [];
  for (const name of names) {
    const path = resolve(place.cwd, name);
    try {
      const found = await stat(path);
      if (found.isFile()) files.push(name);
      else if (!found.isDirectory()) leaveOut(name, 'it is no file', place);
    } catch (error) {
      leaveOut(name, await whyUnreadable(path, error), place);
    }
  }
  return files;
}

export function leaveOut(name: string, why: string, { err }: Place): void {
  err(`warning: ${displayText(name)}: left out: ${why}\n`);
}

/** What an error says of something whose name was just read from its folder. */
export async function whyUnreadable(path: string, error: unknown): Promise<string> {
  if (codeOf(error) !== 'ENOENT') return `it cannot be read: ${reasonOf(error)}`;
  if (await lstat(path).catch(() => undefined)) return 'it is a link to nothing';
  // Names come as if they were UTF-8; what is none became U+FFFD, and nothing is there under that name.
  return path.includes('\ufffd') ? 'its name is not valid UTF-8' : 'it is gone';
}
