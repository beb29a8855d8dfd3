import { addFinding, addOccurrences, addRepeat, createCorpus, type Corpus } from '../finding/corpus.js';
import type { LogProblem, LogSink, Notice, Process } from './sink.js';

/** Everything that any number of logs tell: the folded findings and what is no finding, in order of reading. */
export interface LogCorpus extends Corpus {
  readonly processes: readonly Process[];
  readonly notices: readonly Notice[];
  readonly problems: readonly LogProblem[];
  /** By the name of a suppression: the errors that Valgrind itself says it hid. They are no findings of the corpus. */
  readonly suppressed: ReadonlyMap<string, Corpus>;
}

/** An empty corpus, for `corpusSink`. */
export function createLogCorpus(): LogCorpus {
  return { ...createCorpus(), processes: [], notices: [], problems: [], suppressed: new Map() };
}

/** A sink that collects in `corpus`. Any number of logs may be read into it, one after the other. */
export function corpusSink(corpus: LogCorpus): LogSink {
  const processes = corpus.processes as Process[];
  const notices = corpus.notices as Notice[];
  const problems = corpus.problems as LogProblem[];
  const suppressed = corpus.suppressed as Map<string, Corpus>;

  return {
    finding: (record) => addFinding(corpus, record),
    again: (repeat) => addRepeat(corpus, repeat),
    total(finding, times, records) {
      addOccurrences(finding, Math.max(0, times - records));
    },
    suppressed(record, by) {
      const hidden = suppressed.get(by) ?? createCorpus();
      suppressed.set(by, hidden);
      addFinding(hidden, record);
    },
    process(process) {
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
