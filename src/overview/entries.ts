import type { Check, CheckedSuppression } from '../check/check.js';
import { compare } from '../collect/collected.js';
import { breadthIn } from '../explain/breadth.js';
import type { Finding } from '../finding/finding.js';
import type { Breadth } from '../minimize/breadth.js';
import type { OwnCode } from '../minimize/own.js';
import { placeKey } from '../suppression/place-key.js';
import type { Suppression } from '../suppression/suppression.js';

export interface RankedEntry extends CheckedSuppression {
  /** How often the errors happened that it surely hides. */
  readonly count: number;
  /** It surely hides findings that are marked real. */
  readonly hidesReal: number;
  /** What it would hide besides; undefined for an entry that surely hides nothing. */
  readonly breadth: Breadth | undefined;
}

/** The entries of a replay: those that hide real findings first, then those that hide most; the unused ones last. */
export function rankedEntries(
  check: Check,
  options: { readonly numCallers: number; readonly own: OwnCode },
): readonly RankedEntry[] {
  const uses = new Map<string, { by: Suppression; hides: Finding[]; real: number }>();
  for (const { finding, hiddenBy, real } of check.findings)
    for (const by of hiddenBy) {
      const key = placeKey(by);
      const use = uses.get(key) ?? { by, hides: [], real: 0 };
      uses.set(key, use);
      use.hides.push(finding);
      if (real) use.real += 1;
    }
  return check.suppressions
    .map((entry): RankedEntry => {
      const use = uses.get(placeKey(entry));
      return {
        ...entry,
        count: use?.hides.reduce((sum, { count }) => sum + count, 0) ?? 0,
        hidesReal: use?.real ?? 0,
        breadth: use && breadthIn(use.by, use.hides, options),
      };
    })
    .sort(
      (a, b) =>
        Number(b.hidesReal > 0) - Number(a.hidesReal > 0) ||
        b.hides - a.hides ||
        b.mayHide - a.mayHide ||
        compare(a.file, b.file) ||
        a.line - b.line,
    );
}

/** Hides nothing, surely or perhaps. */
export function isUnused({ hides, mayHide }: CheckedSuppression): boolean {
  return hides + mayHide === 0;
}
