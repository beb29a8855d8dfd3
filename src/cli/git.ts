import { execFile } from 'node:child_process';
import { reasonOf } from './system-error.js';
import { UsageError } from './usage-error.js';

export interface GitResult {
  readonly code: number;
  /** A byte string. */
  readonly stdout: string;
  readonly stderr: string;
}

/** Only bounds what a wrong file can do. */
const mostBytes = 2 ** 28;

/** Runs git; the exit code is for the caller to judge. Throws `UsageError` where git cannot be run. */
export function git(args: readonly string[], cwd: string): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const options = { cwd, encoding: 'latin1', maxBuffer: mostBytes } as const;
    execFile('git', args, options, (error, stdout, stderr) => {
      const code = error ? error.code : 0;
      if (typeof code === 'number') resolve({ code, stdout, stderr });
      else reject(new UsageError(`git could not be run: ${reasonOf(error)}`));
    });
  });
}

/** What git prints, without the newline at its end. Throws `UsageError` with git's words where it fails. */
export async function askGit(args: readonly string[], cwd: string): Promise<string> {
  const { code, stdout, stderr } = await git(args, cwd);
  if (code !== 0) throw new UsageError(`git ${args[0]!}: ${stderr.trim() || `exit code ${code}`}`);
  return stdout.replace(/\n$/, '');
}
