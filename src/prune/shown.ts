import { usesOf, type Use } from '../explain/evidence.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import type { Process, UsedSuppression } from '../log/sink.js';
import { evidenceOf, showsAllOf, type Evidence } from '../rewrite/evidence.js';
import { leakKinds } from '../suppression/suppression.js';
import { toolInfo } from '../suppression/tools.js';
import type { PruneEntry } from './entries.js';

/** What logs show of the entries of a set. */
export interface Shown {
  /** What Valgrind itself counted for an entry. */
  readonly usesOf: (entry: PruneEntry) => readonly Use[];
  /** Why the logs would not show it if the entry hid something, in words; empty where they would. */
  readonly gapsFor: (entry: PruneEntry) => readonly string[];
  /** Did some run hide things of which nobody knows by which entry, perhaps by this one? */
  readonly mayHaveHidden: (entry: PruneEntry) => boolean;
}

/**
 * A log that was recorded under suppressions lacks what these hid, so it says nothing of entries that match the same. But
 * where it lists all that were used (`used_suppression`, `<suppcounts>`), and all of these are in the set, the rest is not needed:
 * Valgrind counts a finding for the first entry that matches, in an order that changes with each match, so an entry without
 * count may match too; but the one that was counted hides the finding whatever the order, and it stays
 * (see covered.ts).
 */
export function shownBy(corpus: LogCorpus, entries: readonly PruneEntry[], numCallers: number): Shown {
  const explained = entries.map((entry) => entry.explained);
  const processes = corpus.processes.map((process) => {
    const isWhole = isAccountedFor(process, explained);
    return { ...byNames(process, explained), ...(isWhole ? { suppressedSome: false } : {}) };
  });
  const evidence = evidenceOf({ ...corpus, processes }, numCallers);
  const secret = processes.filter(({ suppressedSome }) => suppressedSome);
  return {
    usesOf: (entry) => usesOf(entry.explained, explained, processes),
    gapsFor: (entry) => gapsFor(entry, evidence),
    mayHaveHidden: ({ cut }) => secret.some(({ tool }) => tool === undefined || cut.has(tool)),
  };
}

type Entries = readonly PruneEntry['explained'][];

/** What the process counted once, as if nothing else. */
function usersOf(process: Process, one: UsedSuppression, entries: Entries) {
  const alone = { ...process, usedSuppressions: [one] };
  return entries.flatMap((entry) => usesOf(entry, entries, [alone]).map(({ how }) => ({ entry, how })));
}

/**
 * Without places: a file that has changed since can have the same name on the same line, of another entry. So what is counted
 * for a name keeps all entries that have it.
 */
function byNames(process: Process, entries: Entries): Process {
  const usedSuppressions = process.usedSuppressions.map((one): UsedSuppression => {
    const [user] = usersOf(process, one, entries);
    return user ? { name: user.entry.name, count: one.count } : one;
  });
  return { ...process, usedSuppressions };
}

/** Is everything that was suppressed counted for entries of the set, and these where they were? */
function isAccountedFor(process: Process, entries: Entries): boolean {
  const { usedSuppressions: used, suppressed } = process;
  const counted = used.reduce((sum, { count }) => sum + count, 0);
  if (suppressed ? counted < suppressed.errors : used.length === 0) return false;
  return used.every((one) => usersOf(process, one, entries).some(({ how }) => how !== 'moved'));
}

function gapsFor({ cut }: PruneEntry, evidence: Evidence): readonly string[] {
  const gaps = [...cut].flatMap(([tool, suppression]) => {
    if (showsAllOf(evidence, tool, suppression)) return [];
    const { displayName } = toolInfo(tool);
    if (!evidence.tools.has(tool)) return [`no log is of ${displayName}`];
    const why = evidence.gaps.filter((gap) => gap.tool === tool).map((gap) => `some logs were ${gap.why}`);
    if (why.length > 0) return why;
    const missing = (suppression.leakKinds ?? leakKinds).filter((kind) => !evidence.leakKinds.has(kind));
    return [`the logs do not show all ${missing.join(' and ')} leaks`];
  });
  return [...new Set(gaps)];
}
