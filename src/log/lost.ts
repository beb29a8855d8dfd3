import type { LogCorpus } from './corpus-sink.js';
import type { LogProblem } from './sink.js';

const cut = 'the log ends early';
const damaged = 'the compressed file is damaged or cut off';

/** Of a process whose log is over before it is; without `--trace-children` nothing follows an exec either. */
export const endsEarly = `${cut}: the process was killed or ran another program, or the file is cut off`;
/** In place of all that would follow. */
export const furtherProblems = 'further problems of this log are not told';

/** What Valgrind says in a text log when it ends a program at its first error; nothing follows. */
export const firstError = 'Exit program on first error';

export function damagedFile(reason: string): string {
  return `${damaged}: ${reason}`;
}

/**
 * Is what stood behind this place missing? Asked of the text: corpora on disk have it, those of an older chaff too.
 */
export function isEarlyEnd({ message }: LogProblem): boolean {
  return message.startsWith(cut) || message.startsWith(damaged);
}

/** Names of the logs that may lack findings because they end early, or are too damaged to tell whether they do. */
export function endingEarly({ problems }: Pick<LogCorpus, 'problems'>): ReadonlySet<string> {
  const some = problems.filter((each) => isEarlyEnd(each) || each.message === furtherProblems);
  return new Set(some.map(({ log }) => log));
}

/**
 * What logs tell, but not that one ends early whose process goes on in another: after an exec, by the numbers that `chaff run`
 * gives to logs. Process numbers alone do not tell, for they come back, in each container the same.
 */
export function withoutExecs(corpus: LogCorpus): LogCorpus {
  const { processes, problems } = corpus;
  const last = new Map<string, number>();
  const numbered = new Map<string, { readonly of: string; readonly number: number }>();
  for (const { log, options } of processes) {
    const [, folder = '', tool = '', number, pid = ''] = logOfRun.exec(log) ?? [];
    if (number === undefined || !options?.some((option) => isFileOfRun(option, tool))) continue;
    const one = { of: `${folder}${tool} ${pid}`, number: Number(number) };
    numbered.set(log, one);
    last.set(one.of, Math.max(one.number, last.get(one.of) ?? 0));
  }
  const goesOn = (log: string) => {
    const one = numbered.get(log);
    return one !== undefined && one.number < last.get(one.of)!;
  };
  const kept = problems.filter((each) => !isEarlyEnd(each) || !goesOn(each.log));
  return kept.length < problems.length ? { ...corpus, problems: kept } : corpus;
}

const logOfRun = /^(.*\/)?([a-z-]{1,20})-(\d{1,9})-(\d{1,10})\.xml(?:\.gz)?$/s;

/** Had Valgrind itself not yet given the number? */
function isFileOfRun(option: string, tool: string): boolean {
  return option.startsWith('--xml-file=') && option.endsWith(`/${tool}-%p.xml`);
}
