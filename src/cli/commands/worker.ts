import { availableParallelism } from 'node:os';
import type { Command } from 'commander';
import { displayText } from '../../report/text.js';
import { exit, type ExitCode } from '../exit.js';
import { options, withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

/** A day, in seconds. */
const longestLease = 86_400;

export function workerCommand(command: Command): Command {
  return withOptions(
    command.description(
      'Reads logs for “chaff collect --queue” on other machines, until it is told to end (Ctrl-C): it then finishes what it ' +
        'has in hand. The logs must be at the same places on all machines.',
    ),
    [
      options.queue().makeOptionMandatory(),
      options.jobs('one for each core'),
      options.lease(),
      options.patience(),
    ],
  ).addHelpText(
    'after',
    `
Whoever can write to the queue can make workers read files. What is no log yields nothing but its name, its hash and
when it was changed; protect the server all the same. Server and packages: see docs/many-machines.md.

Exit codes:
  0 told to end, 2 could not work: no server, or it stayed away.

Example:
  $ chaff worker --queue redis://queue.example:6379`,
  );
}

export async function runWorker(_: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const lease = flags.lease ?? 30;
  if (lease > longestLease) throw new UsageError(`--lease must be ${longestLease} or less`);
  const { serve } = await import('../queue/serve.js');
  await serve(flags.queue!, {
    jobs: flags.jobs ?? availableParallelism(),
    lease,
    patience: flags.patience ?? 120,
    say: (line) => terminal.err(`worker: ${displayText(line)}\n`),
  });
  return exit.nothingToSay;
}
