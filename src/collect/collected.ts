import type { AuxiliaryStack, Finding, Frame } from '../finding/finding.js';
import type { LogProblem, Notice, Process } from '../log/sink.js';

/**
 * What was collected of any number of runs: enough to say of every run what it holds, so that two collections can be
 * united without counting a run twice. See unite.ts.
 */
export interface Collected {
  /** By hash. */
  readonly runs: ReadonlyMap<string, Run>;
  readonly findings: CollectedFindings;
  /** By the name of a suppression: the errors that Valgrind itself says it hid. */
  readonly suppressed: ReadonlyMap<string, CollectedFindings>;
}

/** By id. */
export type CollectedFindings = ReadonlyMap<string, CollectedFinding>;

/** One log by its contents: what it tells besides findings. */
export interface Run {
  /** SHA-256 of the bytes of the log as they were on disk, in hexadecimal. */
  readonly hash: string;
  /** The log's name as given; the smallest where the same contents had several. */
  readonly log: string;
  /** When the file was changed last, in milliseconds since 1970: the first and the last such time. None for standard input. */
  readonly seen?: Seen;
  readonly processes: readonly Told<Process>[];
  readonly notices: readonly Told<Notice>[];
  readonly problems: readonly Told<LogProblem>[];
}

export interface Seen {
  readonly first: number;
  readonly last: number;
}

/** The log is that of the run. */
export type Told<T> = Omit<T, 'log'>;

/** A distinct finding over all runs. */
export interface CollectedFinding {
  readonly id: string;
  /** Of the first record: the one at the smallest place. */
  readonly first: First;
  /** The stacks that no other one exceeds (see variants.ts), in their order. */
  readonly stacks: readonly (readonly Frame[])[];
  readonly origins: readonly OriginOfRun[];
  readonly hidesBelowMain: boolean;
  /** By hash of the run. */
  readonly parts: ReadonlyMap<string, Part>;
}

export interface First extends Pick<
  Finding,
  'kind' | 'extra' | 'leakKind' | 'tool' | 'what' | 'auxiliary' | 'pid' | 'command' | 'thread'
> {
  readonly run: string;
}

export interface OriginOfRun {
  readonly run: string;
  readonly origin: AuxiliaryStack;
}

/** What one run tells of a finding. */
export interface Part extends Pick<Finding, 'count' | 'records' | 'bytes' | 'blocks'> {
  /** Of the first record in the log. */
  readonly line: number;
}

/** What an empty corpus holds. */
export function nothingCollected(): Collected {
  return { runs: new Map(), findings: new Map(), suppressed: new Map() };
}

/** A total order of runs: that in which their logs are read. */
export function compareRuns(a: Run, b: Run): number {
  return compare(a.log, b.log) || compare(a.hash, b.hash);
}

/** For `sort`: below zero where `a` comes first. Strings go by their units, whatever the language of the machine. */
export function compare<T extends string | number>(a: T, b: T): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
