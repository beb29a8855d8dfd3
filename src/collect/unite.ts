import type { AuxiliaryStack } from '../finding/finding.js';
import { withOrigins } from '../finding/origins.js';
import { withStack } from '../finding/variants.js';
import {
  compare,
  nothingCollected,
  type Collected,
  type CollectedFinding,
  type CollectedFindings,
  type First,
  type OriginOfRun,
  type Part,
  type Run,
  type Seen,
} from './collected.js';

type Growing<T> = T extends ReadonlyMap<infer K, infer V> ? Map<K, V> : never;

/**
 * Everything that was collected in one or the other. Associative, commutative and idempotent: of a run that several
 * have, nothing is counted twice. All that is kept is a union, a minimum in a total order, or the greatest elements of
 * a partial order.
 */
export function unite(...all: readonly Collected[]): Collected {
  const united = nothingCollected();
  for (const each of all) addCollected(united, each);
  return united;
}

/** The same for one more, in place: `united` becomes the union of itself and `more`, which stays as it is. */
export function addCollected(united: Collected, more: Collected): void {
  const runs = united.runs as Growing<Collected['runs']>;
  // First the runs: which record of a finding is the first depends on the names of the logs.
  for (const [hash, run] of more.runs) {
    const old = runs.get(hash);
    runs.set(hash, old ? uniteRuns(old, run) : run);
  }
  addFindings(united.findings, more.findings, runs);
  const suppressed = united.suppressed as Growing<Collected['suppressed']>;
  for (const [by, findings] of more.suppressed) {
    const old = suppressed.get(by) ?? new Map<string, CollectedFinding>();
    suppressed.set(by, old);
    addFindings(old, findings, runs);
  }
}

function addFindings(
  united: CollectedFindings,
  more: CollectedFindings,
  runs: ReadonlyMap<string, Run>,
): void {
  const growing = united as Growing<CollectedFindings>;
  for (const [id, finding] of more) {
    const old = growing.get(id);
    growing.set(id, old ? uniteFindings(old, finding, runs) : { ...finding, parts: new Map(finding.parts) });
  }
}

/** Equal contents tell the same, unless versions of the reader differ; then a total order decides. */
function uniteRuns(a: Run, b: Run): Run {
  const told = ({ processes, notices, problems }: Run) => JSON.stringify([processes, notices, problems]);
  const seen =
    a.seen && b.seen
      ? { first: Math.min(a.seen.first, b.seen.first), last: Math.max(a.seen.last, b.seen.last) }
      : (a.seen ?? b.seen);
  return {
    ...(told(a) <= told(b) ? a : b),
    log: a.log <= b.log ? a.log : b.log,
    ...(seen && { seen }),
  };
}

/** Folds `b` into `a`, whose parts grow in place. */
function uniteFindings(
  a: CollectedFinding,
  b: CollectedFinding,
  runs: ReadonlyMap<string, Run>,
): CollectedFinding {
  const parts = a.parts as Growing<CollectedFinding['parts']>;
  for (const [run, part] of b.parts) {
    const old = parts.get(run);
    if (!old || comparePart(part, old) < 0) parts.set(run, part);
  }
  const log = (run: string) => runs.get(run)!.log;
  const order = (one: First, other: First) =>
    compare(log(one.run), log(other.run)) ||
    compare(parts.get(one.run)!.line, parts.get(other.run)!.line) ||
    compare(JSON.stringify(firstInOrder(one)), JSON.stringify(firstInOrder(other)));
  return {
    id: a.id,
    first: order(a.first, b.first) <= 0 ? a.first : b.first,
    stacks: b.stacks.reduce((kept, stack) => withStack(kept, stack), a.stacks),
    origins: uniteOrigins(a.origins, b.origins, log),
    hidesBelowMain: a.hidesBelowMain || b.hidesBelowMain,
    parts,
  };
}

const firstInOrder = (first: First) => [
  ...[first.run, first.kind, first.extra, first.leakKind, first.tool, first.what],
  ...[first.auxiliary, first.pid, first.command, first.thread],
];

function comparePart(a: Part, b: Part): number {
  return (
    compare(a.line, b.line) ||
    compare(a.count, b.count) ||
    compare(a.records, b.records) ||
    compare(a.bytes ?? -1, b.bytes ?? -1) ||
    compare(a.blocks ?? -1, b.blocks ?? -1)
  );
}

/** Of origins that look alike the one of the first log stays, as when the logs are read in their order. */
function uniteOrigins(
  a: readonly OriginOfRun[],
  b: readonly OriginOfRun[],
  log: (run: string) => string,
): readonly OriginOfRun[] {
  if (b.length === 0) return a;
  const inOrder = [...a, ...b].sort(
    (one, other) =>
      compare(log(one.run), log(other.run)) ||
      compare(one.run, other.run) ||
      compare(JSON.stringify(one.origin), JSON.stringify(other.origin)),
  );
  const runOf = new Map<AuxiliaryStack, string>();
  for (const { run, origin } of inOrder) if (!runOf.has(origin)) runOf.set(origin, run);
  return withOrigins([], [...runOf.keys()]).map((origin) => ({ run: runOf.get(origin)!, origin }));
}

/**
 * Is a log of these contents fully known, so that reading it tells nothing? Not where its name comes before the known
 * one, since the first record of a finding is that of the first log by name.
 */
export function isKnown(run: Run, log: string): boolean {
  return run.log <= log;
}

/** A known run met again, as a collection to add. */
export function withSeen(run: Run, seen: Seen | undefined): Collected {
  return { ...nothingCollected(), runs: new Map([[run.hash, seen ? { ...run, seen } : run]]) };
}
