import { stat } from 'node:fs/promises';
import { resolve } from 'node:path';
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
  const byPath = new Map<string, string>();
  for (const arg of wanted)
    for (const name of await filesOf(arg, cwd)) {
      const path = name === standardInput ? name : resolve(cwd, name);
      if (!byPath.has(path)) byPath.set(path, name);
    }
  if (args.length === 0) for (const path of without) byPath.delete(path);
  if (byPath.size === 0) throw new UsageError('no suppression file (*.supp) found here; name the files');
  return [...byPath.values()];
}

async function filesOf(arg: string, cwd: string): Promise<readonly string[]> {
  if (arg === standardInput) return [arg];
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
