import type { Finding } from '../finding/finding.js';
import type { Known } from './explain.js';
import type { Judging } from './verdict.js';

/** What is known, with what all answers share. */
export interface Explaining extends Known {
  readonly judging: Judging;
  /** Is it marked as real, surely or perhaps? */
  readonly isReal: (finding: Finding) => boolean;
}
