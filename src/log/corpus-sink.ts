import { addFinding, addOccurrences, createCorpus, type Corpus } from '../finding/corpus.js';
import type { Finding } from '../finding/finding.js';
import type { LogProblem, LogSink, Notice, Process } from './sink.js';

/** Everything that any number of logs tell: the folded findings and what is no finding, in order of reading. */
export interface LogCorpus extends Corpus {
  readonly processes: readonly Process[];
  readonly notices: readonly Notice[];
  readonly problems: readonly LogProblem[];
  /** By the name of a suppression: the errors that Valgrind itself says it hid. They are no findings of the corpus. */
  readonly suppressed: ReadonlyMap<string, Corpus>;
}

export function createLogCorpus(): LogCorpus {
  return { ...createCorpus(), processes: [], notices: [], problems: [], suppressed: new Map() };
}

/** A process that is being read, and how many records each finding has of it that no total has accounted for. */
interface OpenProcess {
  readonly log: string;
  readonly pid: number | undefined;
  readonly records: Map<Finding, number>;
}

/** A sink that collects in `corpus`. Any number of logs may be read into it, one after the other. */
export function corpusSink(corpus: LogCorpus): LogSink {
  const processes = corpus.processes as Process[];
  const notices = corpus.notices as Notice[];
  const problems = corpus.problems as LogProblem[];
  const suppressed = corpus.suppressed as Map<string, Corpus>;
  /**
   * Records of processes that are still being read, which no total has accounted for: process → finding → records.
   * A total names no process, but while several processes share a log, theirs all come: the sums are right then.
   */
  const open = new Map<string, Map<Finding, number>>();
  /** Of the process of the last record, which mostly is that of the next. */
  let last: OpenProcess | undefined;

  function processOf({ places, pid }: Finding): OpenProcess {
    const { log } = places[0]!;
    if (last && last.pid === pid && last.log === log) return last;
    const key = processKey(log, pid);
    const records = open.get(key) ?? new Map<Finding, number>();
    open.set(key, records);
    return (last = { log, pid, records });
  }

  return {
    finding(record) {
      const kept = addFinding(corpus, record);
      const { records } = processOf(record);
      records.set(kept, (records.get(kept) ?? 0) + record.records);
      return kept;
    },
    total(finding, times) {
      let left = times;
      for (const records of open.values()) {
        const counted = Math.min(left, records.get(finding) ?? 0);
        if (counted > 0) records.set(finding, records.get(finding)! - counted);
        left -= counted;
      }
      addOccurrences(finding, left);
    },
    suppressed(record, by) {
      const hidden = suppressed.get(by) ?? createCorpus();
      suppressed.set(by, hidden);
      addFinding(hidden, record);
    },
    process(process) {
      open.delete(processKey(process.log, process.pid));
      last = undefined;
      processes.push(process);
    },
    notice(notice) {
      notices.push(notice);
    },
    problem(problem) {
      problems.push(problem);
    },
  };
}

function processKey(log: string, pid: number | undefined): string {
  return `${log}\n${String(pid)}`;
}
