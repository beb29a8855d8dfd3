import type { Conflict, Fold } from '../../merge/folds.js';
import type { Harm } from '../../merge/harm.js';
import type { Merged, MergedEntry } from '../../merge/merge.js';
import type { SyntaxProblem } from '../../suppression/problem.js';
import { jsonEntry, jsonFrame, toJson, type JsonEntry, type JsonFrame } from '../json.js';

/** What `chaff merge --json` prints. */
export interface MergeJson {
  readonly version: 1;
  /** Entries in the merged file, in its order, and all that they stand for. */
  readonly entries: readonly MergedEntryJson[];
  readonly conflicts: readonly MergeConflictJson[];
  /** What Valgrind refuses, kept as comments (`--keep-broken`). */
  readonly broken: readonly MergeBrokenJson[];
}

export interface MergedEntryJson extends JsonEntry {
  /** Its name in the merged file, which differs from `name` where an earlier entry has that. */
  readonly renamed: string | null;
  readonly folded: readonly (JsonEntry & { readonly how: Fold['how'] })[];
}

/** Two entries of which the broader one hides what is real, so that both stay. */
export interface MergeConflictJson {
  readonly broad: JsonEntry;
  readonly narrow: JsonEntry;
  readonly real: {
    /** The pattern by which it is real, with what its comments say. */
    readonly by: JsonEntry & { readonly owner: readonly string[]; readonly bug: readonly string[] };
    readonly how: Harm['how'];
    /** Of the logs; null unless `how` is `finding`. */
    readonly id: string | null;
    readonly kind: string;
    readonly extra: string | null;
    readonly leakKind: string | null;
    /** Null where none was found in time (`undecided`). */
    readonly frames: readonly JsonFrame[] | null;
  };
}

export interface MergeBrokenJson {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly message: string;
  /** Valgrind's own words. */
  readonly valgrind: string;
}

export function mergeJson({ entries, conflicts }: Merged, broken: readonly SyntaxProblem[]): string {
  const json: MergeJson = {
    version: 1,
    entries: entries.map(mergedEntry),
    conflicts: conflicts.map(jsonConflict),
    broken: broken.map(({ file, line, column, message, valgrind }) => {
      return { file, line, column, message, valgrind: valgrind.message };
    }),
  };
  return toJson(json);
}

function mergedEntry({ entry, name, folds }: MergedEntry): MergedEntryJson {
  return {
    ...jsonEntry(entry),
    renamed: name === entry.name ? null : name,
    folded: folds.map((fold) => ({ ...jsonEntry(fold.entry), how: fold.how })),
  };
}

function jsonConflict({ broad, narrow, harm }: Conflict): MergeConflictJson {
  const { by, how, finding, kind, extra, leakKind, frames } = harm;
  const said = (key: 'owner' | 'bug') => by.metadata[key].map(({ value }) => value);
  return {
    broad: jsonEntry(broad),
    narrow: jsonEntry(narrow),
    real: {
      by: { ...jsonEntry(by), owner: said('owner'), bug: said('bug') },
      how,
      id: finding?.id ?? null,
      kind,
      extra: extra ?? null,
      leakKind: leakKind ?? null,
      frames: how === 'undecided' ? null : frames.map(jsonFrame),
    },
  };
}
