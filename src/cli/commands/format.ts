import { Option, type Command } from 'commander';
import { format, leftAlone } from '../../format/format.js';
import { sortOrders, type SortOrder } from '../../format/sort.js';
import { unifiedDiff } from '../../report/rewrite/diff.js';
import { displayText } from '../../report/text.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources, writeWhole } from '../files.js';
import { standardInput } from '../standard-input.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import { setFiles } from '../set-files.js';
import { showDiff } from '../show-diff.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export function formatCommand(command: Command): Command {
  return withOptions(
    command
      .description(
        'Prints a suppression file in canonical layout. --write, --check and --diff take any number of files.',
      )
      .argument(
        '[files...]',
        'suppression files, directories, globs, - for standard input (default: those of the configuration, else **/*.supp)',
      ),
    [
      new Option('--write', 'write the files that change, and list them').conflicts(['check', 'diff']),
      new Option('--check', 'list the files that would change; 1 if there are any').conflicts(['diff']),
      options.diff('show what would change as a unified diff; 1 if anything would'),
      new Option('--sort <order>', 'sort entries by name, or by kind and then name (default: none)').choices(
        sortOrders,
      ),
      options.stdinFilename(),
      options.valgrind(),
      options.config(),
    ],
  ).addHelpText(
    'after',
    `
Layout:
  "{", "}" and comments between entries begin their line; everything inside an entry is indented by three blanks.
  Lines end in a newline alone and have no white space before it. Blank lines inside entries go, one stands between
  entries. Comments keep their text and their place; those directly above an entry belong to it.

Sorting:
  An entry moves with its comments, and never past a comment that has a blank line below it: such comments divide the
  file into sections. The order of entries decides which of several matching ones Valgrind counts, not what is hidden.

Meaning:
  Before anything is printed or written, the entries that every tool loads of the file and of the result are compared.
  What Valgrind refuses (see chaff lint), and what an entry without "}" runs into, stays byte for byte and is named on
  standard error; a file with such a piece is not sorted. Broken pieces do not change the exit code.`,
  );
}

interface FormatFlags extends Flags {
  readonly write?: boolean;
  readonly check?: boolean;
  readonly sort?: SortOrder;
}

export async function runFormat(
  files: readonly string[],
  flags: FormatFlags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config, version } = await settings(flags, terminal.cwd);
  const names = await namesOf(files, flags, config.sets, terminal);
  const sources = await readSources(names, terminal.cwd);
  const shown = (name: string) => (name === standardInput ? (flags.stdinFilename ?? name) : name);
  const warn = (text: string) => terminal.err(`warning: ${displayText(text)}\n`);
  const how = { version, sort: flags.sort };

  // All are formatted before the first is written.
  const results = sources.map(({ name, bytes }) => ({ name, bytes, formatted: format(bytes, how) }));
  for (const { name, bytes } of sources) {
    const left = leftAlone(bytes, how);
    for (const { line, message } of left) warn(`${shown(name)}:${line}: left as it is: ${message}`);
    if (left.length > 0 && flags.sort !== undefined && flags.sort !== 'none')
      warn(`${shown(name)}: not sorted, since something in it is broken`);
  }
  const changed = results.filter(({ bytes, formatted }) => bytes !== formatted);
  if (flags.write) {
    for (const { name, formatted } of changed) {
      await writeWhole(name, formatted, terminal.cwd);
      terminal.out(`${displayText(name)}\n`);
    }
    return exit.nothingToSay;
  }
  if (flags.check) for (const { name } of changed) terminal.out(`${displayText(shown(name))}\n`);
  else if (flags.diff)
    for (const { name, bytes, formatted } of changed)
      showDiff(unifiedDiff(shown(name), bytes, formatted), terminal);
  else {
    terminal.bytes(results[0]!.formatted);
    return exit.nothingToSay;
  }
  return changed.length > 0 ? exit.findings : exit.nothingToSay;
}

/** The files to format. Throws `UsageError` where they do not go with the flags. */
async function namesOf(
  files: readonly string[],
  { write, check, diff, stdinFilename }: FormatFlags,
  configured: readonly string[] | undefined,
  terminal: Terminal,
): Promise<readonly string[]> {
  const given = files.length === 0 && stdinFilename !== undefined ? [standardInput] : files;
  const names = await setFiles(given, configured, terminal);
  if (stdinFilename !== undefined && !names.includes(standardInput))
    throw new UsageError('--stdin-filename goes with - (standard input)');
  if (write && names.includes(standardInput))
    throw new UsageError('- has no file to write to: leave out --write');
  if (names.length > 1 && !write && !check && !diff)
    throw new UsageError(
      `${names.length} files would run into one on standard output: name one, or choose --write, --check or --diff`,
    );
  return names;
}
