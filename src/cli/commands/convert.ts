import { Option, type Command } from 'commander';
import { convert, isLossless } from '../../convert/convert.js';
import { sanitizers } from '../../convert/sanitizers.js';
import { convertJson } from '../../report/convert/json.js';
import { convertSummary } from '../../report/convert/summary.js';
import { convertSupp } from '../../report/convert/supp.js';
import { readSetFile } from '../../set/read-set.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources, refuseAsOutput } from '../files.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import { setFiles } from '../set-files.js';
import type { Terminal } from '../terminal.js';
import { writeSet } from '../write-set.js';

export function convertCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Writes the suppressions of a sanitizer that hide what suppression files hide, as far as they can say it. What became ' +
          'broader, and what cannot be said, is told.',
      )
      .argument('<files...>', 'suppression files, directories, globs, - for standard input'),
    [
      new Option('--to <sanitizer>', 'whose suppressions to write')
        .choices(sanitizers.map(({ id }) => id))
        .makeOptionMandatory(),
      new Option('--broaden', 'write entries about several frames as well, by one of them: they hide more'),
      options.output(),
      options.valgrind(),
      options.format(['pretty', 'json']),
      options.json(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
What can be said:
  A sanitizer compares one template with the function, the source file and the module of the frames of a stack. So
  "... fun:f" becomes "leak:^f$" or "race:^f$", and for races "fun:f" alone becomes "race_top:^f$". Of other entries one
  frame is left: they are written with --broaden only, and not at all where only allocators, main or the C library could
  be left. Names are compared demangled.

What is always told:
  LeakSanitizer does not tell definite leaks from indirect ones. ThreadSanitizer compares both accesses of a race, all
  locks of a cycle, and takes all misuse of mutexes for one. Above each suppression stands what it hides besides.

Exit codes:
  0 nothing was lost, 1 something was left out, or hides more or less than before, 2 could not run.

Examples:
  $ chaff convert team.supp --to lsan -o lsan.supp
  $ chaff convert suppressions/ --to tsan --broaden --json
  $ LSAN_OPTIONS=suppressions=lsan.supp ./prog`,
  );
}

interface ConvertFlags extends Flags {
  readonly to?: string;
  readonly broaden?: boolean;
}

export async function runConvert(
  names: readonly string[],
  flags: ConvertFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { version, format } = await settings(flags, terminal.cwd);
  const found = await setFiles(names, undefined, terminal);
  await refuseAsOutput(flags.output, found, 'files that are converted', terminal.cwd);
  const sources = await readSources(found, terminal.cwd);
  const files = sources.map((source) => readSetFile(source, version));
  const sanitizer = sanitizers.find(({ id }) => id === flags.to)!;
  const conversion = convert(files, sanitizer, { broaden: flags.broaden ?? false });
  const isJson = format === 'json';
  await writeSet(convertSupp(conversion), flags.output, !isJson, terminal);
  if (isJson) terminal.out(convertJson(conversion));
  else terminal.err(convertSummary(conversion));
  return isLossless(conversion) ? exit.nothingToSay : exit.findings;
}
