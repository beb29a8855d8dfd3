import { spawn } from 'node:child_process';
import { once } from 'node:events';
import process from 'node:process';

export interface Served {
  /** Of the page, with its secret. */
  readonly url: string;
  /** Ctrl-C; the exit code. */
  readonly stop: () => Promise<number | null>;
}

/** Starts `chaff triage` in a folder and waits until it has told its address. */
export async function serve(program: string, args: readonly string[], cwd: string): Promise<Served> {
  const child = spawn(process.execPath, [program, 'triage', ...args], {
    cwd,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const errors: string[] = [];
  child.stderr.on('data', (piece: Buffer) => errors.push(String(piece)));
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const told = once(child.stdout, 'data') as Promise<[Buffer]>;
  const first = await Promise.race([told, exited.then(() => undefined)]);
  if (!first) throw new Error(`chaff triage ended: ${errors.join('')}`);
  return {
    url: String(first[0]).trim(),
    stop: async () => {
      child.kill('SIGINT');
      return (await exited)[0];
    },
  };
}
