import type { Finding } from '../finding/finding.js';
import type { Said } from './entries.js';
import type { ExplainedEntry } from './explain-entry.js';
import type { ExplainedFinding } from './explain-finding.js';

/** The answer to one question. */
export interface Explained {
  readonly about: About;
  /** The depth that the answer is for. */
  readonly numCallers: number;
  /** The mistake at which each tool ends, before the program runs: then no entry of the set hides anything. */
  readonly refused: readonly Said[];
}

export type About =
  | { readonly type: 'finding'; readonly finding: ExplainedFinding }
  | { readonly type: 'entry'; readonly entry: ExplainedEntry }
  | {
      readonly type: 'all';
      readonly findings: readonly ExplainedFinding[];
      /** What the logs do not report but list as hidden while they were recorded, by the names of the entries. */
      readonly said: readonly SaidHidden[];
    };

export interface SaidHidden {
  readonly finding: Finding;
  readonly by: readonly string[];
}
