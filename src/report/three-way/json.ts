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
  /** Entries that got another name, since each side gave theirs to another one. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

export function threeWayJson({ conflicts, renamings }: Extract<ThreeWayMerge, { type: 'merged' }>): string {
  const report: ThreeWayMergeJson = {
    version: 1,
    conflicts: conflicts.map(({ name, line, reason, isLive }) => {
      return { name: decodeBytes(name), line, reason, inForce: isLive };
    }),
    renamed: renamings.map(({ from, to }) => ({ from: decodeBytes(from), to: decodeBytes(to) })),
  };
  return `${JSON.stringify(report, null, 2)}\n`;
}
