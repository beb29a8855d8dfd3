import { execFile } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'vitest';
import type { CheckJson } from '../../../src/report/check/json.js';
import { run } from '../../cli/run.js';
import { versionOf } from '../valgrind.js';

const source = fileURLToPath(new URL('../../ci/project/', import.meta.url));

/** Which of some programs does not run here; undefined where all do. */
export function missingOf(...tools: readonly string[]): string | undefined {
  return tools.find((tool) => versionOf(tool) === undefined);
}

/** Are tests skipped that lack a program? CI must have all of them. */
export function isSkipped(missing: string | undefined): boolean {
  return missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';
}

/** The title of a group of tests, which says why they are skipped. */
export function titled(title: string, missing: string | undefined): string {
  return missing === undefined ? title : `${title} (${missing} is not installed)`;
}

/** A copy of the project whose tests run under Valgrind: a library that leaks, and a program of our own that does. */
export async function copyProject(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'chaff-ci-'));
  await cp(source, folder, { recursive: true });
  return folder;
}

/** Runs a program in a folder and returns what it prints and how it ends. */
export async function runIn(
  folder: string,
  program: string,
  args: readonly string[],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  // A list of options in the environment would change what is tried.
  const env = { ...process.env, VALGRIND_OPTS: '', ...more };
  return promisify(execFile)(program, args, { cwd: folder, env }).then(
    (printed) => ({ code: 0, ...printed }),
    (error: unknown) => {
      const { code, stdout, stderr } = error as { code: unknown; stdout: string; stderr: string };
      if (typeof code !== 'number') throw error;
      return { code, stdout, stderr };
    },
  );
}

/** Functions of the project on the stacks of what stays reported, by finding, with the number of error records. */
export async function reported(folder: string, ...args: readonly string[]): Promise<readonly string[]> {
  const { stdout, stderr } = await run(['check', ...args, '--json'], folder);
  expect(stderr.replace(/^warning: .*\n/gm, '')).toBe('');
  const { findings } = JSON.parse(stdout) as CheckJson;
  return findings
    .filter(({ hiddenBy }) => hiddenBy.length === 0)
    .map(
      ({ frames, count }) =>
        `${frames
          .map(({ fun }) => fun)
          .slice(1, -1)
          .join(' < ')}: ${count}`,
    )
    .sort();
}

/** Makes `small.supp` from logs, as the documentation has it. */
export async function minimized(folder: string, ...logs: readonly string[]): Promise<void> {
  const marks = ['--noise', 'noise.supp', '--real', 'real.supp'];
  const { code, stderr } = await run(['minimize', ...logs, ...marks, '-o', 'small.supp'], folder);
  expect(stderr).toMatch(/1 of 1 real findings? stays? reported/);
  expect(code).toBe(0);
}
