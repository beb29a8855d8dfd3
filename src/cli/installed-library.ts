import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import { isRelease } from '../bundle/release.js';
import type { Fact } from '../bundle/target.js';
import { libraryHere } from './pkg-config.js';

type Environment = Readonly<Record<string, string | undefined>>;

const run = promisify(execFile);

/**
 * The version of a library of this machine: what the C library itself says, what pkg-config knows, else that of the Debian
 * package that is installed. Null where dpkg has none of the packages.
 *
 * @param packages of Debian that hold the library, of any release
 */
export async function installedLibrary(
  name: string,
  packages: readonly string[],
  env: Environment = process.env,
): Promise<Fact<string | null>> {
  const running = name === 'glibc' ? runningLibc() : undefined;
  if (running !== undefined) return { value: running, from: 'the C library that runs' };
  const told = await libraryHere(name, env);
  if (told.value !== undefined) return told;
  const installed = await askDpkg(packages.filter(isPackageName), env);
  return installed ?? told;
}

function runningLibc(): string | undefined {
  const { header } = process.report.getReport() as { header?: { glibcVersionRuntime?: string } };
  return header?.glibcVersionRuntime;
}

/** As Debian's policy has it; to dpkg other names could be options or patterns. */
function isPackageName(name: string): boolean {
  return /^[a-z\d][a-z\d.+-]+$/.test(name);
}

/** Undefined where there is no dpkg to tell. */
async function askDpkg(
  packages: readonly string[],
  env: Environment,
): Promise<Fact<string | null> | undefined> {
  if (packages.length === 0) return undefined;
  const format = '${db:Status-Status} ${Package} ${Version}\\n';
  const options = { env, timeout: 10_000, maxBuffer: 1 << 16 };
  const said = await run('dpkg-query', ['-W', '-f', format, '--', ...packages], options).then(
    ({ stdout }) => stdout,
    // It ends with 1 where it does not know one of them, and tells of the others.
    (error: unknown) =>
      error instanceof Error && 'code' in error && error.code === 1 && 'stdout' in error
        ? String(error.stdout)
        : undefined,
  );
  if (said === undefined) return undefined;
  const lines = said.split('\n').map((line) => line.split(' '));
  for (const name of packages) {
    const version = lines.find(([status, at]) => status === 'installed' && at === name)?.[2];
    const upstream = version?.replace(/^\d+:/, '').replace(/[-+~].*$/, '');
    if (upstream !== undefined && isRelease(upstream)) return { value: upstream, from: `package ${name}` };
  }
  return { value: null, from: `none of the packages ${packages.join(', ')} is installed` };
}
