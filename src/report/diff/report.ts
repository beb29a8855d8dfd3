import type { SetDiff } from '../../diff/diff.js';
import type { Effect } from '../../diff/effect.js';
import type { Condition } from '../../diff/fail-on.js';

/** What the reports of `diff` tell. */
export interface DiffReport {
  /** The two sets as the user named them. */
  readonly before: string;
  readonly after: string;
  readonly diff: SetDiff;
  /** What the change does to the findings of logs, where there are some. */
  readonly effect: Effect | undefined;
  /** The conditions of `--fail-on` that hold. */
  readonly failed: readonly Condition[];
}
