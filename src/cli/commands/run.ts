import { Option, type Command } from 'commander';
import { readSources } from '../files.js';
import { options, repeatable, settings, wholeNumber, withOptions } from '../options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';
import type { Tool } from '../../suppression/suppression.js';
import { recordedDepth } from '../run/compose-options.js';
import { callers, type Caller } from '../run/compose-wrapper.js';
import { verdicts, type ExitBy } from '../run/exit-codes.js';
import { passOn } from '../run/pass-on.js';
import { findValgrind } from '../run/find-valgrind.js';
import { prepare } from '../run/prepare.js';
import { readList, type Words } from '../run/read-list.js';
import { runCommands } from '../run/run-commands.js';
import { writeWrapper } from '../run/write-wrapper.js';

const passed = '--valgrind-option';

export function runCommand(command: Command): Command {
  withOptions(
    command
      .usage('[options] [--] program [args...]')
      .description(
        'Runs a program under Valgrind with all that chaff needs to know, keeps a log for each process, and says what ' +
          'they show. Options of Valgrind, as --NAME=VALUE before the program, are handed on.',
      )
      .argument('[program...]', 'the program and its arguments'),
    [
      new Option(
        '--tool <tool>',
        'the tool (default: the configuration where it names one, else memcheck)',
      ).choices(['memcheck', 'helgrind', 'drd']),
      options.suppressions(),
      new Option(
        '--unsuppressed',
        'run without the sets in use, so that the logs show what they hide; the summary counts as if they had been there',
      ),
      options.numCallers(`default: ${recordedDepth}`),
      new Option(
        '--logs <folder>',
        'keep the logs there, in a new or empty folder (default: chaff-logs/PROGRAM-NUMBER)',
      ),
      new Option(
        '--exit-code <of>',
        'whose the exit code is: program, findings or both (default: program)',
      ).choices(verdicts),
      new Option('--list <file>', 'run the commands of a file, one a line; - for standard input'),
      new Option('-j, --jobs <n>', 'with --list: run so many at a time (default: 1)').argParser(wholeNumber),
      new Option('--no-progress', 'on a terminal, too, do not tell how far it is'),
      new Option('--valgrind <path>', 'the Valgrind to run (default: the one on the PATH)'),
      repeatable(`${passed} <option>`, 'an option of Valgrind, also one without “=”; repeats'),
      new Option(
        '--wrapper <path>',
        'write a script there that runs a program so, and run nothing',
      ).conflicts(['list', 'jobs', 'exitCode']),
      new Option('--for <caller>', 'with --wrapper: who starts it').choices(callers),
      new Option('--force', 'with --wrapper: write over a file that is not from chaff'),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
Where you wrote "valgrind", write "chaff run":
  $ chaff run --tool=helgrind --history-level=approx ./prog --its-own-option
  $ chaff run --show-leak-kinds=definite,possible ./prog

Exit codes:
  program   that of the program, 128 and the number of the signal that ended it (default)
  findings  1 when a finding is reported, else 0
  both      that of the program, and 1 when it is 0 and a finding is reported
  2 in any case when something could not run. Of a list, the first program that failed decides.

A list has one command a line: words in quotes as in a shell, and nothing else of a shell; # begins a comment. With
--jobs, what the programs print is kept beside their logs.

Wrappers:
  $ chaff run --wrapper qemu-valgrind --for libvirt -- /usr/bin/qemu-system-x86_64
  $ chaff run --wrapper qemu-valgrind --for iotests -- ./qemu-system-x86_64
  $ chaff run --wrapper under-valgrind --for meson     (or ctest)`,
  );
  // What follows the program is for the program.
  command.parent?.enablePositionalOptions();
  command.passThroughOptions();
  const parse = command.parseOptions.bind(command);
  command.parseOptions = (args) => parse(passOn(args, command.options, passed));
  return command;
}

interface RunFlags {
  readonly tool?: Tool;
  readonly suppressions?: readonly string[];
  readonly unsuppressed?: boolean;
  readonly numCallers?: number;
  readonly logs?: string;
  readonly exitCode?: ExitBy;
  readonly list?: string;
  readonly jobs?: number;
  readonly progress?: boolean;
  readonly valgrind?: string;
  readonly valgrindOption?: readonly string[];
  readonly wrapper?: string;
  readonly for?: Caller;
  readonly force?: boolean;
  readonly config?: string;
}

export async function runRun(words: readonly string[], flags: RunFlags, terminal: Terminal): Promise<number> {
  const { config, suppressions, numCallers, wrapper, list, logs } = flags;
  const [program, ...args] = words;
  refuseContradictions(flags, program);
  const valgrind = await findValgrind(flags.valgrind, terminal.cwd);
  const chosen = await settings(
    {
      ...(config === undefined ? {} : { config }),
      ...(suppressions === undefined ? {} : { suppressions }),
      ...(numCallers === undefined ? {} : { numCallers }),
    },
    terminal.cwd,
    valgrind.version.value,
  );
  const preparation = await prepare(
    valgrind,
    chosen,
    {
      tool: flags.tool,
      isUnsuppressed: flags.unsuppressed ?? false,
      hasOwnSets: suppressions !== undefined,
      more: flags.valgrindOption ?? [],
    },
    terminal,
  );
  if (wrapper !== undefined) {
    const isForced = flags.force ?? false;
    await writeWrapper({ wrapper, logs, words, caller: flags.for, isForced }, preparation, terminal);
    return 0;
  }
  const commands: readonly Words[] =
    list === undefined ? [[program!, ...args]] : await listedIn(list, terminal.cwd);
  const hasProgress = flags.progress !== false && terminal.errIsTerminal === true;
  const wishes = {
    commands,
    list,
    logs,
    jobs: flags.jobs ?? 1,
    exitBy: flags.exitCode ?? 'program',
    hasProgress,
  };
  return runCommands(wishes, preparation, terminal);
}

/** Throws `UsageError` for options that mean nothing together. */
function refuseContradictions(flags: RunFlags, program: string | undefined): void {
  const { wrapper, list, jobs } = flags;
  if (program === '') throw new UsageError('the name of the program is empty');
  if (wrapper === undefined && (flags.for !== undefined || flags.force))
    throw new UsageError('--for and --force go with --wrapper');
  if (list !== undefined && program !== undefined)
    throw new UsageError('--list has the programs, so name none');
  if (list === undefined && jobs !== undefined) throw new UsageError('--jobs goes with --list');
  if (jobs === 0) throw new UsageError('--jobs must be 1 or more');
  if (wrapper === undefined && list === undefined && program === undefined)
    throw new UsageError('name the program to run; chaff run --help tells more');
}

async function listedIn(list: string, cwd: string): Promise<readonly Words[]> {
  const [source] = await readSources([list], cwd);
  return readList(Buffer.from(source!.bytes, 'latin1').toString('utf8'), list);
}
