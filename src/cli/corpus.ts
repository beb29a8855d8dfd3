import type { Collected } from '../collect/collected.js';
import { sortedFindings } from '../finding/corpus.js';
import type { Finding } from '../finding/finding.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import { firstError, withoutExecs } from '../log/lost.js';
import { displayText } from '../report/text.js';
import { refuseAsOutput } from './files.js';
import { expandLogs } from './logs.js';
import { progressLines } from './reading/progress-line.js';
import { readLogs } from './reading/read-logs.js';
import type { Terminal } from './terminal.js';
import { UsageError } from './usage-error.js';

export interface ReadCorpus {
  readonly corpus: LogCorpus;
  readonly findings: readonly Finding[];
  /** The `--num-callers` with which all logs were recorded, where all tell the same. */
  readonly recordedDepth: number | undefined;
  /** The runs one by one, where corpus files are among what was read. */
  readonly collected: Collected | undefined;
}

/**
 * Reads the logs that arguments or configuration name, and says on standard error what was wrong with them. Throws `UsageError` where
 * one of them is the `output`, which would be written over.
 */
export async function readCorpus(
  args: readonly string[],
  configured: readonly string[] | undefined,
  terminal: Terminal,
  { jobs, output }: { readonly jobs?: number | undefined; readonly output?: string | undefined },
): Promise<ReadCorpus> {
  const wanted = args.length > 0 ? args : (configured ?? []);
  if (wanted.length === 0)
    throw new UsageError('name the logs to read: files, directories, globs, or - for standard input');
  const names = await expandLogs(wanted, terminal);
  if (names.length === 0) throw new UsageError(`no Valgrind log found in ${wanted.join(', ')}`);
  await refuseAsOutput(output, names, 'logs that are read', terminal.cwd);
  let collected: Collected | undefined;
  const read = await readLogs(names, terminal.cwd, {
    onCollected: (all) => (collected = all),
    onProgress: progressLines(terminal.progress),
    ...(jobs === undefined ? {} : { jobs }),
  });
  const corpus = withoutExecs(read);
  terminal.progress('');
  for (const { log, line, message } of corpus.problems)
    terminal.err(displayText(`${log}:${line}: ${message}`) + '\n');
  if (corpus.processes.length === 0 && corpus.findings.size === 0)
    throw new UsageError(`no Valgrind output found in ${names.join(', ')}`);
  const depths = new Set(corpus.processes.map((process) => process.numCallers));
  return {
    corpus,
    findings: sortedFindings(corpus),
    recordedDepth: depths.size === 1 ? [...depths][0] : undefined,
    collected,
  };
}

/** Says what the logs cannot show, which no later step can mend. */
export function warnOfGaps({ corpus }: ReadCorpus, numCallers: number, terminal: Terminal): void {
  const warn = (text: string) => terminal.err(`warning: ${displayText(text)}\n`);
  const named = (logs: readonly string[]) => {
    const distinct = [...new Set(logs)].sort();
    return distinct.length > 3
      ? `${distinct.slice(0, 3).join(', ')} and ${distinct.length - 3} more`
      : distinct.join(', ');
  };
  const shallow = corpus.processes.filter(
    (each) => each.numCallers !== undefined && each.numCallers < numCallers,
  );
  if (shallow.length > 0)
    warn(
      `the set is for --num-callers=${numCallers}, but some logs were recorded with fewer: ${named(shallow.map((each) => each.log))}. ` +
        `What stands deeper on their stacks is not known here`,
    );
  const suppressed = corpus.processes.filter((each) => each.suppressedSome);
  if (suppressed.length > 0)
    warn(
      `recorded under suppressions, so findings are missing: ${named(suppressed.map((each) => each.log))}`,
    );
  const cut = corpus.notices.filter((each) => each.type === 'cut-off');
  const [first, limited] = [true, false].map((isFirst) =>
    cut.flatMap(({ log, text }) => (text.startsWith(firstError) === isFirst ? [log] : [])),
  ) as [string[], string[]];
  if (first.length > 0)
    warn(
      `cut off at the first error, so findings are missing (rerun without --exit-on-first-error=yes): ${named(first)}`,
    );
  if (limited.length > 0)
    warn(
      `cut off by Valgrind's error limit, so findings are missing (rerun with --error-limit=no): ${named(limited)}`,
    );
}
