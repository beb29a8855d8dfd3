import type { Command } from 'commander';
import { format } from '../../format/format.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources } from '../files.js';
import type { Flags } from '../options.js';
import type { Terminal } from '../terminal.js';

export function textconvCommand(command: Command): Command {
  return command
    .description(
      'Prints a suppression file in canonical layout (see format), so that git diff, log -p and show tell nothing of layout. ' +
        'What Valgrind refuses is printed as it is.',
    )
    .argument('<file>', 'a suppression file, - for standard input')
    .addHelpText(
      'after',
      `
By hand (chaff install-merge-driver does it, too):
  $ git config diff.chaff.textconv 'chaff textconv'
  $ echo '*.supp diff=chaff' >> .gitattributes
  $ git diff --no-textconv   # shows the files as they are`,
    );
}

export async function runTextconv(
  [file]: readonly string[],
  _: Flags,
  terminal: Terminal,
): Promise<ExitCode> {
  const [source] = await readSources([file!], terminal.cwd);
  terminal.bytes(formatted(source!.bytes));
  return exit.nothingToSay;
}

/** A diff is wanted in any case: git ends without one when this fails. */
function formatted(bytes: string): string {
  try {
    return format(bytes);
  } catch {
    return bytes;
  }
}
