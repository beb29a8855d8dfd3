import type { ChildProcess, StdioOptions } from 'node:child_process';
import { open, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { reasonOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';
import { composeLogOptions, composeOptions } from './compose-options.js';
import { exitCodeOf } from './exit-codes.js';
import type { Preparation } from './prepare.js';
import type { Words } from './read-list.js';
import { startProgram } from './start-program.js';
import { watchLogs } from './watch-logs.js';

/** A run that is over. */
export interface Recorded {
  readonly words: Words;
  /** Absolute, as are the paths below it. */
  readonly folder: string;
  readonly logs: readonly string[];
  /** Files with Valgrind's own warnings. */
  readonly messages: readonly string[];
  /** As a shell has it; undefined where Valgrind did not start the program. */
  readonly code: number | undefined;
  readonly signal: NodeJS.Signals | undefined;
}

export interface Place {
  readonly cwd: string;
  /** Absolute path of an empty folder. */
  readonly folder: string;
  /** Absolute paths of the sets that Valgrind loads. */
  readonly sets: readonly string[];
  /** What the program prints goes to files of the folder, and it gets nothing to read. */
  readonly isKept: boolean;
}

/** What can be told of a run that is not over. */
export interface Running {
  readonly child: ChildProcess;
  readonly logs: () => readonly string[];
}

/**
 * Runs a command under Valgrind. Throws `UsageError` where Valgrind cannot be started at all.
 *
 * @param onStart is told of what runs, and of its end
 */
export async function record(
  words: Words,
  { valgrind, tool, numCallers, more }: Preparation,
  { cwd, folder, sets, isKept }: Place,
  onStart: (running: Running) => () => void,
): Promise<Recorded> {
  const options = [
    ...composeOptions({ tool, numCallers, sets, more }),
    ...composeLogOptions(folder, tool),
    ...words,
  ];
  const output = isKept ? await openOutput(folder) : undefined;
  const stdio: StdioOptions = output ? ['ignore', ...output.map(({ fd }) => fd)] : 'inherit';
  const watching = watchLogs(folder, tool);
  const { child, ended } = startProgram(valgrind, options, { cwd, stdio });
  const onEnd = onStart({ child, logs: watching.logs });
  try {
    const { code, signal } = await ended;
    const messages = watching.stop();
    // Valgrind refuses its options, or a file that is no program, before it begins a log. What is no Valgrind begins none either.
    const isStarted = watching.logs().length > 0 || signal !== null;
    if (!isStarted) await rmdir(folder).catch(() => undefined);
    return {
      ...{ words, folder, logs: watching.logs(), messages },
      ...{ code: isStarted ? exitCodeOf(code, signal) : undefined, signal: signal ?? undefined },
    };
  } catch (error) {
    watching.stop();
    throw new UsageError(`cannot start ${valgrind}: ${reasonOf(error)}`);
  } finally {
    onEnd();
    for (const file of output ?? []) await file.close();
  }
}

/** Names that no search for logs takes for one. */
async function openOutput(folder: string) {
  return [await open(join(folder, 'stdout.output'), 'wx'), await open(join(folder, 'stderr.output'), 'wx')];
}
