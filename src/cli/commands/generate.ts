import type { Command } from 'commander';
import { generate } from '../../generate/generate.js';
import { generateJson } from '../../report/generate/json.js';
import { suppressionFile } from '../../report/minimize/supp.js';
import { displayText } from '../../report/text.js';
import { plural } from '../../report/plural.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { readCorpus, warnOfGaps } from '../corpus.js';
import { exit, type ExitCode } from '../exit.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { writeSet } from '../write-set.js';

export function generateCommand(command: Command): Command {
  return withOptions(
    command
      .description('Writes one suppression for each distinct finding of the logs; nothing is generalised.')
      .argument('[logs...]', 'Valgrind logs, text or XML: files, directories, globs, - for standard input'),
    [
      options.output(),
      options.numCallers(),
      options.valgrind(),
      options.format(['pretty', 'json']),
      options.json(),
      options.jobs(),
      options.config(),
    ],
  );
}

export async function runGenerate(
  logs: readonly string[],
  flags: Flags,
  terminal: Terminal,
): Promise<ExitCode> {
  const { config, numCallers = defaultNumCallers, format } = await settings(flags, terminal.cwd);
  const read = await readCorpus(logs, config.logs, terminal, flags);
  warnOfGaps(read, numCallers, terminal);
  const result = generate(read.findings, numCallers);
  await writeSet(suppressionFile(result.suppressions), flags.output, format === 'pretty', terminal);
  if (format === 'json') terminal.out(generateJson(result));
  for (const { id, reason } of result.uncovered)
    terminal.err(displayText(`not covered: ${id}: ${reason}`) + '\n');
  const wider = result.suppressions.filter(({ untold }) => untold > 0).length;
  if (wider > 0)
    terminal.err(
      `warning: ${plural(wider, 'entry')} ${wider === 1 ? 'is wider than its stack' : 'are wider than their stacks'}, ` +
        'for logs tell some functions by demangled names only (record with --gen-suppressions=all)\n',
    );
  terminal.err(
    `${plural(result.suppressions.length, 'entry')} for ${plural(read.findings.length, 'distinct finding')}\n`,
  );
  return result.uncovered.length > 0 ? exit.findings : exit.nothingToSay;
}
