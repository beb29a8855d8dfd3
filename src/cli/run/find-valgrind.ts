import process from 'node:process';
import type { Fact } from '../../bundle/target.js';
import { installedVersion } from '../installed-valgrind.js';
import { UsageError } from '../usage-error.js';
import { findProgram } from './find-program.js';

/** The Valgrind that will run. */
export interface FoundValgrind {
  /** Absolute. */
  readonly path: string;
  readonly version: Fact<string>;
}

/**
 * Finds Valgrind and asks for its version, which decides what its options may be. Throws `UsageError` where there is none.
 *
 * @param name as the command line has it
 */
export async function findValgrind(name: string | undefined, cwd: string): Promise<FoundValgrind> {
  const path = await findProgram(name ?? 'valgrind', cwd);
  if (path === undefined)
    throw new UsageError(
      name === undefined
        ? 'no valgrind is on the PATH; --valgrind PATH names one'
        : `--valgrind ${name}: no such program`,
    );
  return { path, version: await installedVersion(process.env, path) };
}
