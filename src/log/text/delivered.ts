import type { Finding } from '../../finding/finding.js';
import type { LogSink } from '../sink.js';
import type { PrintedError } from './printed-error.js';
import type { Identity, Stacks } from './stacks.js';
import { idAsPrinted, toFinding, toRepeat, type ToldOfProcess } from './to-finding.js';

/** The findings of one process that a sink was given. */
export interface Delivered {
  /**
   * Gives a record to the sink, unless it only lists again what was given: then it says how often that happened. What is
   * listed although it was suppressed waits for the end.
   */
  deliver(error: PrintedError, identity: Identity): void;
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

export function createDelivered(sink: LogSink, stacks: Stacks, told: ToldOfProcess): Delivered {
  const known = new Map<string, Known>();
  /** By the id that printed names alone would give. */
  const knownAsPrinted = new Map<string, Known>();
  let suppressed: { readonly finding: Finding; readonly by: string }[] = [];

  function give(error: PrintedError, identity: Identity): Finding {
    const repeat = sink.again && toRepeat(error, identity, told);
    return (repeat && sink.again?.(repeat)) ?? sink.finding(toFinding(error, identity, told, stacks));
  }

  function keep(error: PrintedError, identity: Identity): Known {
    const finding = give(error, identity);
    let one = known.get(identity.id);
    if (!one) {
      one = { finding, records: 0, times: 0 };
      known.set(identity.id, one);
      // Without names from a suppression the two ids are one.
      if (identity.renamed) knownAsPrinted.set(idAsPrinted(identity, error, stacks), one);
    }
    one.records++;
    return one;
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
      const before = known.get(identity.id) ?? knownAsPrinted.get(idAsPrinted(identity, error, stacks));
      (before ?? keep(error, identity)).times += error.times;
    },
    forgetList() {
      for (const one of known.values()) one.times = 0;
      suppressed = [];
    },
    sendList() {
      for (const one of known.values()) {
        if (one.times > 0) sink.total(one.finding, Math.max(one.times, one.records), one.records);
      }
      for (const { finding, by } of suppressed) sink.suppressed(finding, by);
    },
  };
}
