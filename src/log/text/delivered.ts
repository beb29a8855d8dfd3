import type { Finding } from '../../finding/finding.js';
import type { ErrorHeader } from '../headers/index.js';
import type { LogSink } from '../sink.js';
import type { PrintedError } from './printed-error.js';
import type { Identity, Stacks } from './stacks.js';
import type { WholeRecord } from './whole-records.js';
import { idAsPrinted, isOf, toFinding, toRepeat, type ToldOfProcess } from './to-finding.js';

/** The findings of one process that a sink was given. */
export interface Delivered {
  /**
   * Gives a record to the sink, unless it only lists again what was given: then it says how often that happened. What is
   * listed although it was suppressed waits for the end.
   */
  deliver(error: PrintedError, identity: Identity): void;
  /**
   * The same for a record that is known as it stands, in line `line`, if its stack was given with the same header last; false
   * if it was not, or if the sink does not fold.
   */
  deliverAgain(record: WholeRecord, line: number): boolean;
  /** Another list begins, and replaces the one before. */
  forgetList(): void;
  /** Tells the sink what the list said: how often each finding happened, and what was suppressed. */
  sendList(): void;
}

/** A delivered finding, how often it was, and how often the list at the end says it happened. */
interface Known {
  readonly finding: Finding;
  records: number;
  times: number;
}

/** So many records are kept as they come: mostly no list asks for them. */
const mostUnfolded = 4096;

/** Sinks by numbers: what is remembered must not keep a sink, and all that it was given, from being collected. */
const numbers = new WeakMap<LogSink, number>();
let sinks = 0;

function numberOf(sink: LogSink): number {
  const number = numbers.get(sink) ?? sinks++;
  numbers.set(sink, number);
  return number;
}

export function createDelivered(sink: LogSink, stacks: Stacks, told: ToldOfProcess): Delivered {
  const own = numberOf(sink);
  /** What was given since it was last folded into `known`, in two lists of one length. */
  const ids: string[] = [];
  const findings: Finding[] = [];
  let known: Map<string, Known> | undefined;
  /** Ids by those that printed names alone would give, where they are others. */
  let knownAsPrinted: Map<string, string> | undefined;
  let suppressed: { readonly finding: Finding; readonly by: string }[] = [];

  /** Tells the sink of one more record, if that is all there is to say. */
  function again(line: number, header: ErrorHeader | undefined, identity: Identity): Finding | undefined {
    const kept = identity.keptBy === own ? identity.kept : undefined;
    return sink.again?.(toRepeat(line, header, identity, told, kept));
  }

  function give(error: PrintedError, identity: Identity): Finding {
    const repeated = error.auxiliary.length === 0 ? again(error.line, error.header, identity) : undefined;
    return repeated ?? sink.finding(toFinding(error, identity, told, stacks));
  }

  function noteGiven(identity: Identity, finding: Finding, line: number): void {
    identity.kept = finding;
    identity.keptBy = own;
    identity.keptLog = told.log;
    identity.keptLine = line;
    ids.push(identity.id);
    findings.push(finding);
    if (ids.length >= mostUnfolded) folded();
  }

  function keep(error: PrintedError, identity: Identity): void {
    const isNew = identity.renamed && !folded().has(identity.id);
    noteGiven(identity, give(error, identity), error.line);
    // Without names from a suppression the two ids are one.
    if (isNew) (knownAsPrinted ??= new Map()).set(idAsPrinted(identity, error, stacks), identity.id);
  }

  function folded(): Map<string, Known> {
    known ??= new Map();
    for (let i = 0; i < ids.length; i++) {
      const one = known.get(ids[i]!);
      if (one) one.records++;
      else known.set(ids[i]!, { finding: findings[i]!, records: 1, times: 0 });
    }
    ids.length = findings.length = 0;
    return known;
  }

  return {
    deliver(error, identity) {
      if (error.suppressedBy !== undefined) {
        const finding = toFinding(error, identity, told, stacks);
        suppressed.push({ finding: { ...finding, count: error.times ?? 1 }, by: error.suppressedBy });
        return;
      }
      if (error.times === undefined) {
        keep(error, identity);
        return;
      }
      const all = folded();
      const before =
        all.get(identity.id) ?? all.get(knownAsPrinted?.get(idAsPrinted(identity, error, stacks)) ?? '');
      if (!before) keep(error, identity);
      (before ?? folded().get(identity.id)!).times += error.times;
    },
    deliverAgain({ stack, header }, line) {
      const { identity, frames } = stack;
      if (!identity || !isOf(identity, header, frames)) return false;
      const finding = again(line, header, identity);
      if (!finding) return false;
      noteGiven(identity, finding, line);
      return true;
    },
    forgetList() {
      for (const one of known?.values() ?? []) one.times = 0;
      suppressed = [];
    },
    sendList() {
      // What is not folded in is on no list.
      for (const one of known?.values() ?? []) {
        if (one.times > 0) sink.total(one.finding, Math.max(one.times, one.records), one.records);
      }
      for (const { finding, by } of suppressed) sink.suppressed(finding, by);
    },
  };
}
