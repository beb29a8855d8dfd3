import { narrowsSet, widensSet, type Category, type EntryChange } from '../../diff/diff.js';
import type { Affected, Shift } from '../../diff/effect.js';
import type { Condition } from '../../diff/fail-on.js';
import type { Gain } from '../../diff/gain.js';
import {
  jsonEntry,
  jsonFinding,
  jsonFrame,
  toJson,
  type JsonEntry,
  type JsonFinding,
  type JsonFrame,
} from '../json.js';
import { changedLines } from './lines.js';
import type { DiffReport } from './report.js';

/** What `chaff diff --json` prints. */
export interface DiffJson {
  readonly version: 1;
  readonly before: { readonly set: string; readonly entries: number };
  readonly after: { readonly set: string; readonly entries: number };
  readonly changes: readonly {
    readonly categories: readonly Category[];
    /** Null for an added entry. */
    readonly before: JsonEntry | null;
    /** Null for a removed entry. */
    readonly after: JsonEntry | null;
    readonly lines: { readonly removed: readonly string[]; readonly added: readonly string[] };
    /** Does the new set hide something for it that no entry of the old one hides, or not hide what the old one hid? */
    readonly widensSet: boolean;
    readonly narrowsSet: boolean;
    /** What the new entry hides and the old one does not; null where there is nothing. */
    readonly gains: DiffGainJson | null;
    /** What the old entry hides and the new one does not. */
    readonly loses: DiffGainJson | null;
  }[];
  /** Paragraphs of comments that belong to no entry. */
  readonly comments: { readonly removed: readonly string[]; readonly added: readonly string[] };
  readonly broken: readonly {
    readonly side: 'before' | 'after';
    readonly file: string;
    readonly line: number;
    readonly message: string;
    readonly isInBoth: boolean;
  }[];
  /** Null without logs. */
  readonly effect: {
    readonly findings: number;
    readonly newlyHidden: DiffShiftJson;
    readonly newlyReported: DiffShiftJson;
  } | null;
  /** The conditions of `--fail-on` that hold. */
  readonly failed: readonly Condition[];
}

export interface DiffGainJson {
  /** Entries of the other set that hide it all nevertheless. */
  readonly coveredBy: readonly JsonEntry[];
  /** Null where the search was given up. */
  readonly example: {
    readonly kind: string;
    readonly extra: string | null;
    readonly leakKind: string | null;
    readonly frames: readonly JsonFrame[];
  } | null;
}

export interface DiffShiftJson {
  readonly certain: readonly DiffFindingJson[];
  readonly possible: readonly DiffFindingJson[];
}

export interface DiffFindingJson extends JsonFinding {
  readonly real: boolean;
  /** The entries that hide it in the set that does. */
  readonly by: readonly JsonEntry[];
}

export function diffJson({ before, after, diff, effect, failed }: DiffReport): string {
  const { changes, comments, broken, sizes } = diff;
  const json: DiffJson = {
    version: 1,
    before: { set: before, entries: sizes.before },
    after: { set: after, entries: sizes.after },
    changes: changes.map((change) => ({
      categories: change.categories,
      before: change.before ? jsonEntry(change.before) : null,
      after: change.after ? jsonEntry(change.after) : null,
      lines: { removed: linesOf(change, '-'), added: linesOf(change, '+') },
      widensSet: widensSet(change),
      narrowsSet: narrowsSet(change),
      gains: gain(change.gains),
      loses: gain(change.loses),
    })),
    comments,
    broken,
    effect: effect
      ? {
          findings: effect.findings,
          newlyHidden: shift(effect.newlyHidden),
          newlyReported: shift(effect.newlyReported),
        }
      : null,
    failed,
  };
  return toJson(json);
}

function linesOf(change: EntryChange, sign: '-' | '+'): readonly string[] {
  return changedLines(change).flatMap((line) => (line.sign === sign ? [line.text] : []));
}

function gain(found: Gain | undefined): DiffGainJson | null {
  if (!found) return null;
  const { coveredBy, example } = found;
  return {
    coveredBy: coveredBy.map(jsonEntry),
    example: example
      ? {
          kind: example.kind,
          extra: example.extra ?? null,
          leakKind: example.leakKind ?? null,
          frames: example.frames.map(jsonFrame),
        }
      : null,
  };
}

function shift({ certain, possible }: Shift): DiffShiftJson {
  return { certain: certain.map(affected), possible: possible.map(affected) };
}

function affected({ finding, real, by }: Affected): DiffFindingJson {
  return { ...jsonFinding(finding), real, by: by.map(jsonEntry) };
}
