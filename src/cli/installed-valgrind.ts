import { execFile } from 'node:child_process';
import { access, realpath } from 'node:fs/promises';
import { delimiter, dirname, join } from 'node:path';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Fact } from '../bundle/target.js';
import { parseVersion } from '../suppression/version.js';
import { UsageError } from './usage-error.js';

type Environment = Readonly<Record<string, string | undefined>>;

const run = promisify(execFile);

/** The version of the Valgrind that would run here, or of another one; unknown where none would. */
export async function installedVersion(
  env: Environment = process.env,
  program = 'valgrind',
): Promise<Fact<string>> {
  const said = await valgrindSays(['--version'], env, program);
  if (!said) return { value: undefined, from: 'no valgrind is installed' };
  const version = /^valgrind-(\S+)/m.exec(said.stdout)?.[1];
  // Builds from a repository are called 3.28.0.GIT or 3.28.0-rc1: for conditions they are that release.
  const numbers = version === undefined ? undefined : parseVersion(version);
  if (!numbers) return { value: undefined, from: 'the installed valgrind does not tell its version' };
  return { value: numbers.join('.'), from: 'the installed Valgrind' };
}

/**
 * The path of the `default.supp` that the Valgrind of this machine loads: in the folder that `VALGRIND_LIB` names, else in
 * the one from which `valgrind` starts its tools, else in the usual ones beside it. Throws `UsageError` where it is in none.
 */
export async function installedDefaultSupp(env: Environment = process.env): Promise<string> {
  const folders =
    // Valgrind looks nowhere else where this is set, even to nothing.
    env['VALGRIND_LIB'] === undefined
      ? [...(await toolFolder(env)), ...(await usualFolders(env))]
      : [env['VALGRIND_LIB']];
  for (const folder of folders) {
    const path = join(folder, 'default.supp');
    if (await isThere(path)) return path;
  }
  throw new UsageError(
    folders.length === 0
      ? '--default-supp: no valgrind is installed here; name its default.supp as the last -s FILE'
      : `--default-supp: there is no default.supp in ${folders.join(', ')}; name it as the last -s FILE`,
  );
}

/** The folder from which Valgrind starts its tools. It tells with `-d`, whatever the layout of the distribution. */
async function toolFolder(env: Environment): Promise<readonly string[]> {
  const said = await valgrindSays(['-d', '--version'], env);
  const tool = /^--\d+:\d+:launcher launching (\/.+)$/m.exec(said?.stderr ?? '')?.[1];
  return tool === undefined ? [] : [dirname(tool)];
}

/** Where distributions put the tools, seen from the folder of the program. */
const usual = ['../libexec/valgrind', '../lib/valgrind', '../lib64/valgrind'];

async function usualFolders(env: Environment): Promise<readonly string[]> {
  for (const folder of (env['PATH'] ?? '').split(delimiter)) {
    const program = await realpath(join(folder, 'valgrind')).catch(() => undefined);
    if (program !== undefined) return usual.map((each) => join(dirname(program), each));
  }
  return [];
}

/** Undefined where Valgrind does not run. Options in the environment would change what it says. */
async function valgrindSays(
  args: readonly string[],
  env: Environment,
  program = 'valgrind',
): Promise<{ readonly stdout: string; readonly stderr: string } | undefined> {
  const quiet = { ...env, VALGRIND_OPTS: '' };
  return run(program, args, { env: quiet, timeout: 10_000, maxBuffer: 1 << 20 }).catch(() => undefined);
}

async function isThere(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
