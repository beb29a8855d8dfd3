import type { Change } from '../../rewrite/changes.js';
import type { Counts, Place, Rewritten, Tally } from '../../rewrite/rewrite.js';
import { formatLocation } from '../../suppression/location.js';
import type { NewEntry } from '../../suppression/write.js';
import { toJson } from '../json.js';

/** What `chaff minimize --rewrite --json` prints. */
export interface RewriteJson {
  readonly version: 1;
  /** Of each entry of the file one at most, by line; then those of new entries. */
  readonly changes: readonly RewriteChangeJson[];
  /** Entries in the file. */
  readonly entries: Counts;
  /** Distinct findings, and how many of them the file hides: noise surely, real ones perhaps. */
  readonly noise: Tally;
  readonly real: Tally;
  readonly uncovered: readonly { readonly id: string; readonly reason: string }[];
  /** Entries that hide nothing, and stay because the logs do not show everything. */
  readonly unused: readonly Place[];
  /** Entries that hide real findings and cannot be changed. */
  readonly unmended: readonly (Place & { readonly real: readonly string[] })[];
}

export interface RewriteChangeJson {
  readonly action: 'remove' | 'replace' | 'add';
  readonly name: string;
  /** Of the name: in the file as it was; for `add` in the file as it is. */
  readonly line: number;
  readonly reason: string;
  /** What stands there now; null for `remove`. */
  readonly entry: RewriteEntryJson | null;
}

export interface RewriteEntryJson {
  readonly name: string;
  readonly kind: string;
  readonly extra: string | null;
  readonly leakKinds: readonly string[] | null;
  readonly frames: readonly string[];
}

export function rewriteJson(result: Rewritten): string {
  const { changes, entries, noise, real, uncovered, unused, unmended } = result;
  const json: RewriteJson = {
    version: 1,
    changes: changes.map(jsonChange),
    entries,
    noise,
    real,
    uncovered,
    unused,
    unmended,
  };
  return toJson(json);
}

function jsonChange({ action, name, line, reason, entry }: Change): RewriteChangeJson {
  return { action, name, line, reason, entry: entry ? jsonEntry(entry) : null };
}

function jsonEntry({ name, kind, extra, leakKinds, frames }: NewEntry): RewriteEntryJson {
  return {
    name,
    kind,
    extra: extra ?? null,
    leakKinds: leakKinds ?? null,
    frames: frames.map(formatLocation),
  };
}
