import type { Advice, GroupRule, LogRule } from './advice.js';

/** A rule with what the documentation says of it. */
interface Described {
  readonly id: string;
  readonly action: Advice['action'];
  /** When it speaks: completes "when …". */
  readonly when: string;
  /** What it advises: begins with a verb. */
  readonly what: string;
}

export interface DescribedGroupRule extends Described {
  readonly advise: GroupRule;
}

export interface DescribedLogRule extends Described {
  readonly advise: LogRule;
}
