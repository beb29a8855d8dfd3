import { spawn } from 'node:child_process';
import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';

/** A run of Valgrind that a `record.sh` has just made; until the next is asked for, all that it built is in place. */
export interface ScriptRun {
  /** Where it ran. */
  readonly cwd: string;
  /** What came after `env`; the program is the last word. */
  readonly words: readonly string[];
  /** The copy of the script's folder in which its results arrive. */
  readonly folder: string;
}

/**
 * Stands before the script: whenever that runs something with `env`, this tells of it when it is done, and waits for a
 * line. The script then removes what it built when it is not continued, even when we are killed: `read` fails, or
 * `printf` does, which must not end the shell as a signal would.
 */
const prelude = `
trap '' PIPE
env() {
  command env "$@" </dev/null 3>&-
  printf '%s\\n' "$PWD" "$@" '' >&3
  read -r go
}
. "$0"`;

/**
 * Executes the `record.sh` of a folder of test/corpus, on a copy of that folder, and stops after each run of Valgrind.
 * Rejects when the script fails.
 */
export async function* scriptRuns(corpus: string): AsyncGenerator<ScriptRun, undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'chaff-script-'));
  try {
    await cp(corpus, folder, { recursive: true, filter: (path) => basename(path) !== 'logs' });
    // A group of its own: what interrupts us must not interrupt the script's cleaning up.
    const shell = spawn('sh', ['-c', prelude, join(folder, 'record.sh')], {
      stdio: ['pipe', 'ignore', 'pipe', 'pipe'],
      detached: true,
    });
    const ended = new Promise<number | null>((resolve, reject) =>
      shell.once('error', reject).once('exit', resolve),
    );
    const { stdin, stderr } = shell;
    // When it has ended there is nobody to be continued.
    stdin!.on('error', () => undefined);
    let said = '';
    stderr!.on('data', (chunk) => (said += String(chunk)));
    try {
      let lines: string[] = [];
      for await (const line of createInterface({ input: shell.stdio[3] as Readable })) {
        if (line !== '') {
          lines.push(line);
          continue;
        }
        const [cwd, ...words] = lines;
        lines = [];
        yield { cwd: cwd!, words, folder };
        stdin!.write('\n');
      }
    } finally {
      stdin!.end();
      await ended;
    }
    throw new Error(
      `${join(corpus, 'record.sh')} made no more runs; it ended with ${String(await ended)}: ${said}`,
    );
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}
