import type { Finding } from '../../finding/finding.js';
import type { LogSink } from '../sink.js';
import type { PrintedError } from './printed-error.js';
import type { Stacks } from './stacks.js';
import { idAsPrinted } from './to-finding.js';

/** The findings of one process that a sink was given. */
export interface Delivered {
  /**
   * Gives a record to the sink, unless it only lists again what was given: then it says how often that happened. What is
   * listed although it was suppressed waits for the end.
   */
  deliver(finding: Finding, error: PrintedError): void;
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

export function createDelivered(sink: LogSink, stacks: Stacks): Delivered {
  const known = new Map<string, Known>();
  /** By the id that printed names alone would give. */
  const knownAsPrinted = new Map<string, Known>();
  let suppressed: { readonly finding: Finding; readonly by: string }[] = [];

  function keep(finding: Finding, error: PrintedError): Known {
    const kept = sink.finding(finding);
    let one = known.get(finding.id);
    if (!one) {
      one = { finding: kept, records: 0, times: 0 };
      known.set(finding.id, one);
      // Without names from a suppression the two ids are one.
      if (finding.frames.some((frame) => frame.demangled !== undefined && frame.fun !== undefined)) {
        knownAsPrinted.set(idAsPrinted(finding, error, stacks), one);
      }
    }
    return one;
  }

  return {
    deliver(finding, error) {
      if (error.suppressedBy !== undefined) {
        suppressed.push({ finding: { ...finding, count: error.times ?? 1 }, by: error.suppressedBy });
        return;
      }
      if (error.times === undefined) {
        keep(finding, error).records++;
        return;
      }
      const before = known.get(finding.id) ?? knownAsPrinted.get(idAsPrinted(finding, error, stacks));
      const one = before ?? keep(finding, error);
      if (!before) one.records++;
      one.times += error.times;
    },
    forgetList() {
      for (const one of known.values()) one.times = 0;
      suppressed = [];
    },
    sendList() {
      for (const one of known.values()) {
        if (one.times > 0) sink.total(one.finding, Math.max(one.times, one.records));
      }
      for (const { finding, by } of suppressed) sink.suppressed(finding, by);
    },
  };
}
