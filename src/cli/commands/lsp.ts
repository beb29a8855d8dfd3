import { Option, type Command } from 'commander';
import type { ExitCode } from '../exit.js';
import type { Flags } from '../options.js';
import type { Terminal } from '../terminal.js';

export function lspCommand(command: Command): Command {
  return command
    .description(
      'Speaks the Language Server Protocol over standard input and output, for editors: problems as you type and their ' +
        'fixes, completion, hover, formatting, symbols, folding, and the way to the entry that covers another. ' +
        'docs/editors.md tells how to set up some editors.',
    )
    .addOption(new Option('--stdio', 'standard input and output, which is what there is').hideHelp());
}

/** Ends with the process, when the editor says so or goes away. */
export async function runLsp(_: readonly string[], __: Flags, terminal: Terminal): Promise<ExitCode> {
  // Other commands need not wait until all of this is loaded.
  const { serveStandardStreams } = await import('../lsp/server.js');
  serveStandardStreams(terminal);
  return new Promise(() => undefined);
}
