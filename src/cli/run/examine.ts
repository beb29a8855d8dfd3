import process from 'node:process';
import { check } from '../../check/check.js';
import { sortedFindings } from '../../finding/corpus.js';
import type { Finding } from '../../finding/finding.js';
import type { LogCorpus } from '../../log/corpus-sink.js';
import { isEarlyEnd } from '../../log/lost.js';
import { readLogs } from '../reading/read-logs.js';
import { shortName } from './make-folder.js';
import type { Preparation } from './prepare.js';
import type { Recorded } from './record.js';
import { codeOf } from '../system-error.js';

/** What the logs of a run show. */
export interface Examined {
  readonly processes: number;
  /** Distinct findings, by what `check` says of them; `reported` are those that nothing surely hides. */
  readonly reported: number;
  readonly hidden: number;
  /** Distinct findings that are reported, by kind; the most frequent first. */
  readonly kinds: readonly (readonly [kind: string, count: number])[];
  /** Error records that Valgrind itself hid: by the sets in use, and by its own set. */
  readonly hiddenByValgrind: { readonly bySets: number; readonly byDefault: number };
  /** What was wrong with the logs, one line each. */
  readonly problems: readonly string[];
}

/** Reads the logs of a run and lays the sets over them where Valgrind did not. */
export async function examine(recorded: Recorded, preparation: Preparation, cwd: string): Promise<Examined> {
  const names = recorded.logs.map((path) => shortName(path, cwd));
  return examineCorpus(await readLogs(names, cwd), preparation, isRunning);
}

function isRunning(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch (error) {
    // Another user's is none of ours, but runs.
    return codeOf(error) === 'EPERM';
  }
}

/** The same for logs that were read. */
function examineCorpus(
  corpus: LogCorpus,
  {
    tool,
    numCallers,
    entries,
    isUnsuppressed,
  }: Pick<Preparation, 'tool' | 'numCallers' | 'entries' | 'isUnsuppressed'>,
  isAlive: (pid: number) => boolean,
): Examined {
  // What stands in a log of Valgrind with these sets was not hidden by them, whatever the log does not tell.
  const sets = new Map([[tool, isUnsuppressed ? entries : []]]);
  const { findings } = check(sortedFindings(corpus), sets, { numCallers, real: [] });
  const reported = findings.filter(({ state }) => state !== 'hidden');
  const own = new Set(entries.map(({ name }) => name));
  const used = corpus.processes.flatMap(({ usedSuppressions }) => usedSuppressions);
  const sum = (isOwn: boolean) =>
    used.filter(({ name }) => own.has(name) === isOwn).reduce((all, { count }) => all + count, 0);
  return {
    processes: new Set(corpus.processes.map(({ pid }) => pid)).size,
    reported: reported.length,
    hidden: findings.length - reported.length,
    kinds: byKind(reported.map(({ finding }) => finding)),
    hiddenByValgrind: {
      bySets: isUnsuppressed ? 0 : sum(true),
      byDefault: isUnsuppressed ? sum(true) + sum(false) : sum(false),
    },
    problems: problemsOf(corpus, isAlive),
  };
}

/** What was wrong, but for logs without an end whose process goes on: in another log after an exec, or still running. */
function problemsOf({ problems, processes }: LogCorpus, isAlive: (pid: number) => boolean): string[] {
  const pidOf = new Map(processes.map(({ log, pid }) => [log, pid]));
  const lastOf = new Map(processes.map(({ log, pid }) => [pid, log]));
  return problems.flatMap(({ log, line, message }) => {
    const pid = pidOf.get(log);
    const isWithoutEnd = isEarlyEnd({ log, line, message });
    if (isWithoutEnd && lastOf.get(pid) !== log) return [];
    if (isWithoutEnd && pid !== undefined && isAlive(pid))
      return [`${log}: process ${pid} still runs, so there will be more in it`];
    return [`${log}:${line}: ${message}`];
  });
}

function byKind(findings: readonly Finding[]): Examined['kinds'] {
  const counts = new Map<string, number>();
  for (const { kind, leakKind } of findings) {
    const name = leakKind ? `${kind} (${leakKind})` : kind;
    counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
}
