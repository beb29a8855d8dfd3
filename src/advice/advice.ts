import type { Finding } from '../finding/finding.js';
import type { Group } from '../group/group.js';
import type { OwnCode } from '../minimize/own.js';
import type { Notice, Process } from '../log/sink.js';

/** What could be done about a group or about the logs. Never a certainty: `why` and `evidence` let people judge. */
export interface Advice {
  /** Of the rule that gives it, e.g. `struct-padding`. */
  readonly id: string;
  /** `log`: get better logs first. */
  readonly action: 'fix' | 'annotate' | 'suppress' | 'log';
  /** One sentence that begins with a verb: what to do. */
  readonly text: string;
  /** One sentence: why that is likely. */
  readonly why: string;
  /** What was seen: frames, counts, lines of the log. */
  readonly evidence: readonly string[];
  /** Code or options to copy, where that helps; lines of text. */
  readonly example?: string;
}

/** What is known besides the group. */
export interface Circumstances {
  readonly own: OwnCode;
  readonly processes: readonly Process[];
  readonly notices: readonly Notice[];
  /** All findings of the logs. */
  readonly findings: readonly Finding[];
}

/** What a rule says; the rest is known from the rule. */
export type Said = Omit<Advice, 'id' | 'action'>;

/** One file and one line in a list each. Undefined where it has nothing to say. */
export type GroupRule = (group: Group, circumstances: Circumstances) => Said | undefined;
export type LogRule = (circumstances: Circumstances) => Said | undefined;
