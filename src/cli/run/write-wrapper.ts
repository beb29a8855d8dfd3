import { chmod, mkdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { writeWhole } from '../files.js';
import type { Terminal } from '../terminal.js';
import { reasonOf } from '../system-error.js';
import { UsageError } from '../usage-error.js';
import { composeWrapper, isWrapper, standsForProgram, type Caller } from './compose-wrapper.js';
import { programNamed } from './find-program.js';
import { folderName, usualFolder } from './make-folder.js';
import { placeSets } from './place-sets.js';
import type { Preparation } from './prepare.js';
import { tellUse } from './tell-use.js';

export interface WrapperWishes {
  /** As the user names it, as are the folder of logs and the program. */
  readonly wrapper: string;
  readonly logs: string | undefined;
  readonly words: readonly string[];
  readonly caller: Caller | undefined;
  readonly isForced: boolean;
}

/** Writes a wrapper and says what to do with it. Throws `UsageError` where something else is in its place. */
export async function writeWrapper(
  { wrapper, logs, words, caller, isForced }: WrapperWishes,
  preparation: Preparation,
  terminal: Terminal,
): Promise<void> {
  const { cwd } = terminal;
  const path = resolve(cwd, wrapper);
  const folder = resolve(cwd, logs ?? join(usualFolder, folderName(path)));
  refuseLineBreaks([path, folder, ...preparation.sets.flatMap((set) => set.path ?? [])]);
  const program = await programOf(words, caller, cwd);
  if (program === path)
    throw new UsageError(`--wrapper ${wrapper}: it would take the place of the program itself`);
  const old = await readFile(path, 'latin1').catch(() => undefined);
  if (!isForced) {
    if (old !== undefined && !isWrapper(old))
      throw new UsageError(
        `--wrapper ${wrapper}: the file is there and not from chaff; --force writes over it`,
      );
  }
  const sets = await placeSets(preparation, (number) => {
    return number === 1 ? `${path}.supp` : `${path}.${number}.supp`;
  });
  const { tool, numCallers, more, valgrind } = preparation;
  const recording = { tool, numCallers, sets, more };
  const script = composeWrapper({ valgrind, program, caller, recording, logs: folder });
  await mkdir(folder, { recursive: true }).catch((error: unknown) => {
    throw new UsageError(`cannot make ${folder}: ${reasonOf(error)}`);
  });
  // Arguments are UTF-8, and the file is written as they were.
  await writeWhole(path, Buffer.from(script), cwd);
  await chmod(path, 0o755);
  const lines = [
    `${wrapper}: runs ${program ?? 'what its arguments name'} under Valgrind; logs go to ${folder}`,
  ];
  terminal.err([...lines, ...tellUse(caller, path, folder)].map((line) => `${line}\n`).join(''));
}

async function programOf(
  words: readonly string[],
  caller: Caller | undefined,
  cwd: string,
): Promise<string | undefined> {
  const [name, ...args] = words;
  if (name === undefined) {
    if (caller && standsForProgram(caller))
      throw new UsageError(
        `--for ${caller}: name the program: chaff run --wrapper PATH --for ${caller} -- PROGRAM`,
      );
    return undefined;
  }
  if (caller && !standsForProgram(caller))
    throw new UsageError(`--for ${caller}: the tests name their programs themselves, so name none`);
  if (args.length > 0)
    throw new UsageError('--wrapper takes a program without arguments: who calls it gives them');
  return programNamed(name, cwd);
}

/** Comments and messages are lines. */
function refuseLineBreaks(paths: readonly string[]): void {
  const bad = paths.find((path) => /[\n\r]/.test(path));
  if (bad !== undefined) throw new UsageError(`a line break in a name: ${bad}`);
}
