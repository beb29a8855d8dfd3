import type { Finding } from '../../../src/finding/finding.js';
import type { LogProblem, LogSink, Notice, Process } from '../../../src/log/sink.js';
import { createTextReader } from '../../../src/log/text/index.js';

/** All that a reader delivered, in order. */
export interface Collected {
  readonly findings: Finding[];
  readonly totals: { readonly finding: Finding; readonly times: number }[];
  readonly processes: Process[];
  readonly notices: Notice[];
  readonly problems: LogProblem[];
}

export function createCollector(): { readonly got: Collected; readonly sink: LogSink } {
  const got: Collected = { findings: [], totals: [], processes: [], notices: [], problems: [] };
  const sink: LogSink = {
    finding(record) {
      got.findings.push(record);
      return record;
    },
    total: (finding, times) => void got.totals.push({ finding, times }),
    process: (process) => void got.processes.push(process),
    notice: (notice) => void got.notices.push(notice),
    problem: (problem) => void got.problems.push(problem),
  };
  return { got, sink };
}

/** Reads a whole log text; `log` is the name that places bear. */
export function collect(text: string, log = 'log.txt'): Collected {
  const { got, sink } = createCollector();
  const reader = createTextReader(log, sink);
  for (const line of text.replace(/\n$/, '').split('\n')) reader.line(line);
  reader.end();
  return got;
}
