import { spawn, type ChildProcess, type StdioOptions } from 'node:child_process';

export interface Started {
  readonly child: ChildProcess;
  /** How it ended; a rejection where it could not be started. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
}

/** Starts a program in the same group of processes, so that it keeps the terminal. */
export function startProgram(
  program: string,
  args: readonly string[],
  options: { readonly cwd: string; readonly stdio: StdioOptions },
): Started {
  const child = spawn(program, args, { cwd: options.cwd, stdio: options.stdio });
  const ended = new Promise<Awaited<Started['ended']>>((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code, signal) => resolve({ code, signal }));
  });
  return { child, ended };
}
