import { addFinding, createCorpus, type Corpus } from '../finding/corpus.js';
import type { Finding, Place } from '../finding/finding.js';
import { createLogCorpus, type LogCorpus } from '../log/corpus-sink.js';
import type { LogProblem, Notice, Process } from '../log/sink.js';
import {
  compare,
  compareRuns,
  type Collected,
  type CollectedFinding,
  type CollectedFindings,
  type Run,
} from './collected.js';

/** The corpus that comes of reading the logs of all runs, each once, one after the other by name. */
export function logCorpusOf(collected: Collected): LogCorpus {
  const corpus = createLogCorpus();
  for (const run of [...collected.runs.values()].sort(compareRuns)) {
    const { log } = run;
    for (const told of run.processes) (corpus.processes as Process[]).push({ log, ...told });
    for (const told of run.notices) (corpus.notices as Notice[]).push({ log, ...told });
    for (const told of run.problems) (corpus.problems as LogProblem[]).push({ log, ...told });
  }
  addInOrder(corpus, collected.findings, collected.runs);
  const hidden = [...collected.suppressed].map(([by, findings]) => {
    const of = createCorpus();
    addInOrder(of, findings, collected.runs);
    return [by, of] as const;
  });
  const first = ([, of]: (typeof hidden)[number]) => of.findings.values().next().value!.places[0]!;
  const suppressed = corpus.suppressed as Map<string, Corpus>;
  for (const [by, of] of hidden.sort((a, b) => comparePlaces(first(a), first(b)) || compare(a[0], b[0])))
    suppressed.set(by, of);
  return corpus;
}

/** Findings in the order of their first places, as records arrive. */
function addInOrder(corpus: Corpus, findings: CollectedFindings, runs: ReadonlyMap<string, Run>): void {
  const all = [...findings.values()].map((each) => findingOf(each, runs));
  for (const finding of all.sort((a, b) => comparePlaces(a.places[0]!, b.places[0]!) || compare(a.id, b.id)))
    addFinding(corpus, finding);
}

function findingOf(
  { id, first, stacks, origins, hidesBelowMain, parts }: CollectedFinding,
  runs: ReadonlyMap<string, Run>,
): Finding {
  const [frames, ...variants] = stacks;
  const { kind, extra, leakKind, tool, what, auxiliary, pid, command, thread } = first;
  return {
    id,
    ...{ tool, kind, extra, leakKind },
    frames: frames!,
    variants,
    hidesBelowMain,
    ...{ what, auxiliary, pid, command, thread },
    origins: origins.map(({ origin }) => origin),
    ...totalOf(parts.values()),
    places: [...parts]
      .map(([run, { line }]): Place => ({ log: runs.get(run)!.log, line }))
      .sort(comparePlaces),
  };
}

/** Sums over parts; bytes and blocks only where some part tells them. */
export function totalOf(
  parts: Iterable<Pick<Finding, 'count' | 'records' | 'bytes' | 'blocks'>>,
): Pick<Finding, 'count' | 'records' | 'bytes' | 'blocks'> {
  let [count, records]: [number, number] = [0, 0];
  let [bytes, blocks]: [number?, number?] = [];
  for (const part of parts) {
    count += part.count;
    records += part.records;
    if (part.bytes !== undefined) bytes = (bytes ?? 0) + part.bytes;
    if (part.blocks !== undefined) blocks = (blocks ?? 0) + part.blocks;
  }
  return { count, records, bytes, blocks };
}

function comparePlaces(a: Place, b: Place): number {
  return compare(a.log, b.log) || a.line - b.line;
}
