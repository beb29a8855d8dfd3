import type { Finding } from '../finding/finding.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { SetEntry } from '../set/set-entry.js';

/** How a finding ends: a bug to be mended, a place to be annotated in the source, or noise to be suppressed. */
export type Verdict = 'fix' | 'annotate' | 'suppress';

/** In the order in which they win where several entries match one finding: what is real stays reported. */
export const verdicts: readonly Verdict[] = ['fix', 'annotate', 'suppress'];

/** Must what has this verdict stay reported until it is done? */
export function isReal(verdict: Verdict): boolean {
  return verdict !== 'suppress';
}

/** The three files of a team, in suppression syntax; one that is not there yet has no bytes. */
export type VerdictFiles = Readonly<Record<Verdict, SourceFile>>;

/** What the files say of a finding. */
export interface Judged {
  readonly finding: Finding;
  /** Undefined where no entry surely matches. */
  readonly verdict: Verdict | undefined;
  /** The entries that match it, of the verdict that counts first. */
  readonly entries: readonly SetEntry[];
  /** Entries of another verdict match it as well. */
  readonly contradicted: boolean;
}

/** The findings with their verdicts, and what no finding needs any more. */
export interface Judgement {
  /** In the order of the findings. */
  readonly findings: readonly Judged[];
  /** Entries that match no finding: fixed, or not run this time. */
  readonly unneeded: readonly { readonly verdict: Verdict; readonly entry: SetEntry }[];
}

/** What somebody decided of some findings. */
export interface Decision {
  readonly findings: readonly Finding[];
  /** Undefined takes the verdict back. */
  readonly verdict: Verdict | undefined;
  /** Values of the metadata comments; byte strings of one line. */
  readonly reason?: string;
  readonly bug?: string;
  readonly owner?: string;
  /** `YYYY-MM-DD`. */
  readonly added?: string;
  /** More comment lines for entries that are new, each from its `#` on, without line end. */
  readonly comments?: readonly string[];
}
