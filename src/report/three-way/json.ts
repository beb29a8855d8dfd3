import type { Conflict, ThreeWayMerge } from '../../merge/three-way/merge-three-way.js';
import { decodeBytes } from '../text.js';

/** The report of `chaff merge --base --json`. */
export interface ThreeWayMergeJson {
  readonly version: 1;
  readonly conflicts: readonly {
    readonly name: string;
    /** 1-based, of the first comment line about it in the merged file. */
    readonly line: number;
    readonly reason: Conflict['reason'];
    /** Does Valgrind load an entry there until that is decided? */
    readonly inForce: boolean;
  }[];
  /** What an earlier merge left open, and is not decided; the name is null where the comments tell none. */
  readonly stillOpen: readonly { readonly name: string | null; readonly line: number }[];
  /** Entries that got another name, since each side gave theirs to another one. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

export function threeWayJson({
  conflicts,
  stillOpen,
  renamings,
}: Extract<ThreeWayMerge, { type: 'merged' }>): string {
  const report: ThreeWayMergeJson = {
    version: 1,
    conflicts: conflicts.map(({ name, line, reason, isLive }) => {
      return { name: decodeBytes(name), line, reason, inForce: isLive };
    }),
    stillOpen: stillOpen.map(({ name, line }) => {
      return { name: name === undefined ? null : decodeBytes(name), line };
    }),
    renamed: renamings.map(({ from, to }) => ({ from: decodeBytes(from), to: decodeBytes(to) })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
