import { Option, type Command } from 'commander';
import { packCheckReporters } from '../../report/packs/check.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import type { ExitCode } from '../exit.js';
import { options, withOptions, type Flags } from '../options.js';
import { addPacks, usualFolder } from '../packs/add.js';
import { checkPacks } from '../packs/check.js';
import { listPacks } from '../packs/list.js';
import { showPack } from '../packs/show.js';
import { suggestion } from '../suggest.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** The words that follow `packs`. A new one is a file and an entry here and in `describe`. */
const words = { list: listPacks, show: showPack, add: addPacks, check: checkPacks } as const;

export function packsCommand(command: Command): Command {
  command.description(
    'Ready-made sets for the noise of widely used libraries, recorded with several of their versions: what there is, what is ' +
      'in it, and what it would do. The configuration names those in use: "packs": ["glib", "fontconfig"].',
  );
  const word = (name: keyof typeof words, summary: string, description: string) =>
    command
      .command(name, { isDefault: name === 'list' })
      .summary(summary)
      .description(description);
  withOptions(
    word(
      'list',
      'which there are, and which are for the libraries of this machine',
      'Lists the packs: what they are for, the versions that they were recorded with, and what this machine has.',
    )
      // A mistyped word is told below, with the one that may be meant.
      .allowExcessArguments(),
    [json()],
  );
  withOptions(
    word(
      'show',
      'what a pack is made from, and its entries with their evidence',
      'Tells where and when a pack was recorded, how many of its entries are for this machine, and of each entry why it is ' +
        'there, how it was seen, and how broad it is.',
    ).argument('<name>', 'a pack'),
    [new Option('--supp', 'print the file itself').conflicts(['json']), json()],
  );
  withOptions(
    word(
      'add',
      'copy packs into the project, or bring copies up to date',
      'Copies packs, and those that they need, into the project. The first line of a copy says where it is from, so that ' +
        'adding it again brings it up to date, unless somebody has changed it.',
    ).argument('<names...>', 'packs'),
    [
      new Option('-o, --output <folder>', `where the copies go (default: ${usualFolder})`),
      new Option('--force', 'write over files that have been changed, or are not from here'),
      new Option('--dry-run', 'tell what would be written, and write nothing; 1 if something would be'),
      options.config(),
    ],
  );
  withOptions(
    word(
      'check',
      'which packs would help with logs, and what of them is out of date',
      'Lays all packs over logs, whatever this machine has: how much each hides, by itself and beyond the others; which versions ' +
        'of libraries and of Valgrind a pack was not recorded with; which of its entries may be out of date for them. Exit code ' +
        '1 when a pack hides a real finding.',
    ).argument('[logs...]', 'Valgrind logs and corpora: files, directories, globs, - for standard input'),
    [
      options.real(),
      options.numCallers(`default: that of the logs where they all tell the same, else ${defaultNumCallers}`),
      options.valgrind(),
      options.format(Object.keys(packCheckReporters)),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
  return command.addHelpText(
    'after',
    `
Without a word: list.

Examples:
  $ chaff packs
  $ chaff packs show glib
  $ chaff packs check logs/ --real real.supp
  $ chaff packs add glib fontconfig -o tests/suppressions
  $ chaff packs add glib --dry-run`,
  );
}

/** These have no other format. */
function json(): Option {
  return new Option('--json', 'tell it as JSON');
}

export async function runPacks(
  args: readonly string[],
  flags: Flags,
  terminal: Terminal,
  word: string,
): Promise<ExitCode> {
  const [other] = args;
  if (word === 'list' && other !== undefined) {
    const names = Object.keys(words);
    throw new UsageError(
      `chaff packs has no “${other}”${suggestion(other, names)}; there are ${names.join(', ')}`,
    );
  }
  return words[word as keyof typeof words](args, flags, terminal);
}
