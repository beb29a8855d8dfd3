import { readFileSync } from 'node:fs';
import type { Finding, Frame } from '../../../src/finding/finding.js';
import { generatedLine } from '../../../src/finding/id.js';
import type { LogProblem, LogSink, Notice, Process } from '../../../src/log/sink.js';
import { createTextReader } from '../../../src/log/text/index.js';

/** All that a reader delivered, in order. */
export interface Collected {
  readonly findings: Finding[];
  readonly totals: { readonly finding: Finding; readonly times: number }[];
  readonly suppressed: { readonly finding: Finding; readonly by: string }[];
  readonly processes: Process[];
  readonly notices: Notice[];
  readonly problems: LogProblem[];
}

export function createCollector(): { readonly got: Collected; readonly sink: LogSink } {
  const got: Collected = {
    findings: [],
    totals: [],
    suppressed: [],
    processes: [],
    notices: [],
    problems: [],
  };
  const sink: LogSink = {
    finding(record) {
      got.findings.push(record);
      return record;
    },
    total: (finding, times) => void got.totals.push({ finding, times }),
    suppressed: (finding, by) => void got.suppressed.push({ finding, by }),
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

/** Reads one of the recorded logs beside this file. */
export function collectRecorded(name: string): Collected {
  return collect(readFileSync(new URL(`logs/${name}.txt`, import.meta.url), 'latin1'), name);
}

/** A frame as it would be suppressed, with `inlined` where it is, and the printed name where that is another one. */
function frameOutline(frame: Frame): string {
  const marks = [frame.inlined && 'inlined', frame.fun !== undefined && frame.demangled].filter(Boolean);
  return generatedLine(frame) + (marks.length > 0 ? ` (${marks.join(', ')})` : '');
}

/** A finding in a few lines that can be compared at a glance. */
export function outline(finding: Finding): string {
  const rest = finding.extra ?? finding.leakKind;
  return [
    `line ${finding.places[0]!.line}: ${finding.kind}${rest === undefined ? '' : ` ${rest}`}`,
    ...finding.frames.map((frame) => `  ${frameOutline(frame)}`),
    ...finding.auxiliary.map(
      ({ caption, frames }) => `  + ${caption} [${frames.map(frameOutline).join(' ')}]`,
    ),
  ].join('\n');
}
