import { execFile } from 'node:child_process';
import process from 'node:process';
import { promisify } from 'node:util';
import type { Fact } from '../bundle/target.js';
import { isRelease } from '../bundle/release.js';
import { codeOf } from './system-error.js';

const run = promisify(execFile);

/** The version of a library as pkg-config has it. One that it does not know may be there without its headers. */
export async function libraryHere(
  name: string,
  env: Readonly<Record<string, string | undefined>> = process.env,
): Promise<Fact<string>> {
  const options = { env, timeout: 10_000, maxBuffer: 1 << 16 };
  return run('pkg-config', ['--modversion', '--', name], options).then(
    ({ stdout }) => {
      const version = stdout.trim();
      return isRelease(version)
        ? { value: version, from: 'pkg-config' }
        : { value: undefined, from: 'pkg-config tells no version' };
    },
    (error: unknown) => {
      const absent = codeOf(error) === 'ENOENT';
      return {
        value: undefined,
        from: absent ? 'pkg-config is not installed' : 'pkg-config does not know it',
      };
    },
  );
}
