import type { Command } from 'commander';
import { glob } from 'glob';
import { lint } from '../../lint/lint.js';
import { rules } from '../../lint/rules.js';
import { problemReporters } from '../../report/problems/index.js';
import { defaultNumCallers } from '../../suppression/limits.js';
import { exit, type ExitCode } from '../exit.js';
import { readSources } from '../files.js';
import { options, settings, withOptions, type Flags } from '../options.js';
import type { Terminal } from '../terminal.js';
import { UsageError } from '../usage-error.js';

export function lintCommand(command: Command): Command {
  return withOptions(
    command
      .command('lint')
      .summary('what Valgrind would refuse in suppression files')
      .description(
        'Reports everything in suppression files that Valgrind would refuse. Exit code 1 on errors.',
      )
      .argument(
        '[files...]',
        'suppression files, - for standard input (default: those of the configuration, else **/*.supp)',
      ),
    [
      options.tool(),
      options.valgrind(),
      options.numCallers(),
      options.format(Object.keys(problemReporters)),
      options.json(),
      options.config(),
    ],
  );
}

export async function runLint(files: readonly string[], flags: Flags, terminal: Terminal): Promise<ExitCode> {
  const {
    config,
    tools,
    version,
    numCallers = defaultNumCallers,
    format,
  } = await settings(flags, terminal.cwd);
  const names = files.length > 0 ? files : (config.sets ?? (await allSets(terminal.cwd)));
  const sources = await readSources(names, terminal.cwd);
  const problems = lint(sources, { tools, version, numCallers });
  terminal.out(
    problemReporters[format]!(problems, {
      sources: new Map(sources.map(({ name, bytes }) => [name, bytes])),
      colour: terminal.colour,
      rules,
    }),
  );
  return problems.some((problem) => problem.severity === 'error') ? exit.findings : exit.nothingToSay;
}

async function allSets(cwd: string): Promise<string[]> {
  const names = await glob('**/*.supp', { cwd, nodir: true, ignore: ['**/node_modules/**'] });
  if (names.length === 0)
    throw new UsageError('no suppression file (*.supp) found here; name the files to lint');
  return names.sort();
}
