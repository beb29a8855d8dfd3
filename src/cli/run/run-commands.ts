import type { ChildProcess } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { constants } from 'node:os';
import { basename, join } from 'node:path';
import type { Terminal } from '../terminal.js';
import { examine } from './examine.js';
import { chooseExitCode, type ExitBy } from './exit-codes.js';
import { programNamed } from './find-program.js';
import { hearSignals, type Heard } from './hear-signals.js';
import { inParallel } from './in-parallel.js';
import { folderName, makeLogFolder, shortName } from './make-folder.js';
import { placeSets } from './place-sets.js';
import type { Preparation } from './prepare.js';
import type { Words } from './read-list.js';
import { record } from './record.js';
import { showProgress } from './show-progress.js';
import { tellRun, tellRuns, type Told } from './tell-summary.js';

export interface RunWishes {
  readonly commands: readonly Words[];
  /** The name of the list; undefined for a single command. */
  readonly list: string | undefined;
  readonly logs: string | undefined;
  readonly jobs: number;
  readonly exitBy: ExitBy;
  readonly hasProgress: boolean;
}

/** Runs commands under Valgrind, tells what their logs show, and returns the exit code. */
export async function runCommands(
  { commands, list, logs, jobs, exitBy, hasProgress }: RunWishes,
  preparation: Preparation,
  terminal: Terminal,
): Promise<number> {
  const { cwd } = terminal;
  for (const [program] of commands) await programNamed(program, cwd);
  const folder = await makeLogFolder(logs, list === undefined ? commands[0]![0] : basename(list), cwd);
  const sets = await placeSets(preparation, (number) => join(folder, `sets-${number}.supp`));

  const running = new Set<ChildProcess>();
  const allLogs: (() => readonly string[])[] = [];
  let heard: Heard | undefined;
  let done = 0;
  const stopHearing = hearSignals(
    (signal) => (heard = signal),
    (signal) => running.forEach((child) => child.kill(signal)),
  );
  const stopShowing = hasProgress
    ? showProgress(terminal.progress, () => ({
        logs: allLogs.flatMap((each) => each()),
        ...(list === undefined ? {} : { done, all: commands.length }),
      }))
    : () => undefined;
  const isKept = list !== undefined && jobs > 1;
  const runOne = async (words: Words, index: number) => {
    const own = list === undefined ? folder : join(folder, `${index + 1}-${folderName(words[0])}`);
    if (own !== folder) await mkdir(own);
    const recorded = await record(words, preparation, { cwd, folder: own, sets, isKept }, (started) => {
      running.add(started.child);
      allLogs.push(started.logs);
      return () => running.delete(started.child);
    });
    done++;
    return recorded;
  };
  let runs;
  try {
    runs = await inParallel(commands, jobs, runOne, () => heard !== undefined);
  } finally {
    stopShowing();
    stopHearing();
  }

  const told: Told[] = [];
  for (const recorded of runs)
    told.push({
      recorded,
      examined: await examine(recorded, preparation, cwd),
      folder: shortName(recorded.folder, cwd),
      messages: recorded.messages.map((path) => shortName(path, cwd)),
    });
  terminal.err(list === undefined ? tellRun(told[0]!) : tellRuns(told, shortName(folder, cwd)));
  const left = commands.length - runs.length;
  if (left > 0) terminal.err(`chaff: ${heard!} came, so ${left} of ${commands.length} were not run\n`);
  // Whatever was found till then, it is not all.
  if (heard !== undefined && (left > 0 || runs.some(({ signal }) => signal === heard)))
    return 128 + constants.signals[heard];
  return chooseExitCode(
    told.map(({ recorded, examined }) => ({ code: recorded.code, reported: examined.reported })),
    exitBy,
  );
}
