import type { AuxiliaryStack, Finding, Frame } from '../finding/finding.js';
import { withOrigins } from '../finding/origins.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import type { Collected, CollectedFinding, CollectedFindings, Run, Told } from './collected.js';
import { bytesOfName, nameOfBytes } from './text.js';

/** The largest line of a source file, and the largest sum, that a corpus on disk holds. */
const largestLine = 2 ** 31 - 1;
export const largestSum = Number.MAX_SAFE_INTEGER;

/**
 * What one log tells, as a collection of a single run.
 *
 * @param corpus what was read from that log, and from no other one
 */
export function collectRun(
  corpus: LogCorpus,
  { hash, log, seen }: Pick<Run, 'hash' | 'log' | 'seen'>,
): Collected {
  const findingsOf = (findings: ReadonlyMap<string, Finding>): CollectedFindings =>
    new Map([...findings].map(([id, finding]) => [id, collectedOf(finding, hash)]));
  const run: Run = {
    hash,
    log: nameOfBytes(bytesOfName(log)),
    ...(seen && { seen }),
    processes: corpus.processes.map(withoutLog),
    notices: corpus.notices.map(withoutLog),
    problems: corpus.problems.map(withoutLog),
  };
  return {
    runs: new Map([[hash, run]]),
    findings: findingsOf(corpus.findings),
    suppressed: new Map([...corpus.suppressed].map(([by, hidden]) => [by, findingsOf(hidden.findings)])),
  };
}

function withoutLog<T extends { readonly log: string }>(told: T): Told<T> {
  const { log, ...rest } = told;
  void log; // it is the run's
  return rest;
}

function collectedOf(finding: Finding, run: string): CollectedFinding {
  const { id, kind, extra, leakKind, tool, what, auxiliary, pid, command, thread } = finding;
  return {
    id,
    first: {
      run,
      kind,
      extra,
      leakKind,
      tool,
      what,
      auxiliary: auxiliary.map(storable),
      pid,
      command,
      thread,
    },
    stacks: [finding.frames, ...finding.variants].map(framesOf),
    // A record that stands alone may have some twice, or in another order.
    origins: withOrigins([], finding.origins).map((origin) => ({ run, origin: storable(origin) })),
    hidesBelowMain: finding.hidesBelowMain,
    parts: new Map([
      [
        run,
        {
          count: Math.min(finding.count, largestSum),
          records: finding.records,
          ...(finding.bytes !== undefined && { bytes: Math.min(finding.bytes, largestSum) }),
          ...(finding.blocks !== undefined && { blocks: Math.min(finding.blocks, largestSum) }),
          line: finding.places[0]!.line,
        },
      ],
    ]),
  };
}

const storable = ({ caption, frames }: AuxiliaryStack): AuxiliaryStack => ({
  caption,
  frames: framesOf(frames),
});

/** The same frames; lines that no source file has are cut to what can be stored. */
function framesOf(frames: readonly Frame[]): readonly Frame[] {
  const isStorable = ({ line }: Frame) => line === undefined || line <= largestLine;
  return frames.every(isStorable)
    ? frames
    : frames.map((frame) => (isStorable(frame) ? frame : { ...frame, line: largestLine }));
}
