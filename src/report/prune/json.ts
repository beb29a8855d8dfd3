import type { Pruned } from '../../prune/prune.js';
import type { Repair } from '../../prune/repair.js';
import type { Cause, Kept, Verdict } from '../../prune/verdict.js';
import { formatLocation } from '../../suppression/location.js';
import { jsonEntry, toJson, type JsonEntry } from '../json.js';
import { jsonMetadata, type JsonMetadata } from '../metadata.js';
import { bugsOf, type Bug } from './bugs.js';
import { reasonOf } from './words.js';

/** What `chaff prune --json` prints. */
export interface PruneJson {
  readonly version: 1;
  /** Those that go or change, and those that hide nothing and stay, in the order of the set. */
  readonly entries: readonly PruneEntryJson[];
  /** Reports that are named by what goes. */
  readonly bugs: readonly Bug[];
  /** What Valgrind refuses: it stays as it is. */
  readonly broken: readonly { readonly file: string; readonly line: number; readonly message: string }[];
  readonly totals: {
    /** In the files. */
    readonly entries: number;
    readonly remove: number;
    readonly repair: number;
    readonly keep: number;
  };
}

export interface PruneEntryJson extends JsonEntry {
  readonly action: Verdict['action'];
  readonly cause: Cause['type'];
  /** Why it stays: null where it does not. */
  readonly kept: Kept['type'] | null;
  readonly reason: string;
  readonly coveredBy: JsonEntry | null;
  /** Locations that are on no stack. */
  readonly unseen: readonly string[];
  /** What would make it match, also where it is not made. */
  readonly repair: RepairJson | null;
  readonly metadata: JsonMetadata;
}

export interface RepairJson {
  /** Id of the finding that nearly matches. */
  readonly finding: string;
  readonly changes: readonly {
    readonly type: string;
    readonly was: readonly string[];
    readonly now: readonly string[];
  }[];
  /** The entry as it would be. */
  readonly kind: string;
  readonly extra: string | null;
  readonly leakKinds: readonly string[] | null;
  readonly frames: readonly string[];
  /** Ids of the reported findings that it would hide. */
  readonly hides: readonly string[];
}

export function pruneJson({ verdicts, entries, broken }: Pruned): string {
  const count = (action: Verdict['action']) => verdicts.filter((verdict) => verdict.action === action).length;
  const json: PruneJson = {
    version: 1,
    entries: verdicts.map(jsonVerdict),
    bugs: bugsOf(verdicts),
    broken,
    totals: { entries, remove: count('remove'), repair: count('repair'), keep: count('keep') },
  };
  return toJson(json);
}

function jsonVerdict(verdict: Verdict): PruneEntryJson {
  const { entry, action, cause, kept } = verdict;
  return {
    ...jsonEntry(entry),
    action,
    cause: cause.type,
    kept: kept?.type ?? null,
    reason: reasonOf(verdict),
    coveredBy: cause.type === 'covered' ? jsonEntry(cause.by) : null,
    unseen: cause.type === 'never-seen' ? cause.lines.map(formatLocation) : [],
    repair: cause.type === 'drifted' ? jsonRepair(cause.repair) : null,
    metadata: jsonMetadata(entry.metadata),
  };
}

function jsonRepair({ finding, edit, hides }: Repair): RepairJson {
  const { kind, extra, leakKinds, frames } = edit.suppression;
  return {
    finding: finding.id,
    changes: edit.changes.map(({ type, was, now }) => ({ type, was, now })),
    kind,
    extra: extra ?? null,
    leakKinds: leakKinds ?? null,
    frames: frames.map(formatLocation),
    hides: hides.map(({ id }) => id),
  };
}
