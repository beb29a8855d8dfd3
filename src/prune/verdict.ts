import type { FramePattern } from '../suppression/suppression.js';
import type { PruneEntry } from './entries.js';
import type { Repair } from './repair.js';

/** What becomes of an entry that hides nothing of the logs, or that is not needed for what it hides. */
export interface Verdict {
  readonly entry: PruneEntry;
  readonly action: 'remove' | 'repair' | 'keep';
  readonly cause: Cause;
  /** Why it is kept; undefined where it is not. */
  readonly kept?: Kept;
}

/**
 * - `covered`: another entry, which stays, hides all that it could hide
 * - `impossible`: no error of this version of Valgrind can match it
 * - `unread`: no tool has the name that it is for
 * - `expired`: its `# expires:` is over
 * - `drifted`: a finding that is reported nearly matches it
 * - `never-seen`: of the code that it names some is on no stack of the logs
 * - `unmatched`: all that it names is on stacks, and no finding matches it
 */
export type Cause =
  | { readonly type: 'covered'; readonly by: PruneEntry }
  | { readonly type: 'impossible'; readonly why: string }
  | { readonly type: 'unread' }
  | { readonly type: 'expired'; readonly day: string }
  | { readonly type: 'drifted'; readonly repair: Repair }
  | { readonly type: 'never-seen'; readonly lines: readonly FramePattern[] }
  | { readonly type: 'unmatched' };

/**
 * - `in use`: it hides findings of the logs, or Valgrind counted some for it
 * - `gaps`: the logs would not show it if it hid something
 * - `other versions`: its `# valgrind:` is for none of those that the logs are of, or not for the one in question
 * - `asks`: only an option lets it go, or repairs it
 * - `unknown`: nobody knows what is meant
 */
export type Kept =
  | { readonly type: 'in use'; readonly hides: number; readonly counted: number }
  | { readonly type: 'gaps'; readonly why: readonly string[] }
  | { readonly type: 'other versions'; readonly range: string }
  | { readonly type: 'asks'; readonly option: '--aggressive' | '--repair' }
  | { readonly type: 'unknown' };
