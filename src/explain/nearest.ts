import type { Finding } from '../finding/finding.js';
import { isTelling } from '../minimize/anchors.js';
import { align } from './align.js';
import { costOfChange, type LineChanges } from './changes.js';
import type { ReadEntry } from './entries.js';
import { weightOf } from './head.js';
import { caseOf, changesFor, isOpen, verdictOf, type Case, type Judging, type Verdict } from './verdict.js';

interface Candidate {
  readonly one: Case;
  readonly lines: LineChanges | undefined;
  /** Fewer changes first, then narrower ones. */
  readonly cost: number;
}

/**
 * The entries that come nearest to matching a finding, which none of them does: those that a small edit makes match, the
 * smallest first, those of the finding's kind before others; then those whose first lines match and among them one that says
 * something. At most `most`, in an order that depends on nothing else but the set.
 */
export function nearestEntries(
  finding: Finding,
  entries: readonly ReadEntry[],
  most: number,
  judging: Judging,
): readonly Verdict[] {
  const cases = entries.flatMap((entry) => caseOf(entry, finding, judging) ?? []);
  const candidates = cases.map((one): Candidate => {
    const lines = changesFor(one, judging);
    return { one, lines, cost: (lines?.cost ?? Infinity) + costOfChange * weightOf(one.head.changes ?? []) };
  });
  const found: Verdict[] = [];
  const left: Candidate[] = [];
  for (const candidate of [...candidates].sort(byNearness)) {
    if (found.length >= most) return found;
    if (!candidate.lines) {
      left.push(candidate);
      continue;
    }
    const verdict = verdictOf(candidate.one, judging, candidate.lines);
    if (verdict.edit || isOpen(candidate.lines)) found.push(verdict);
    else left.push(candidate);
  }
  const begun = left
    .filter(({ one }) => isSameKind(one))
    .map((candidate) => ({ candidate, laid: anchorsLaid(candidate.one) }))
    .filter(({ laid }) => laid > 0)
    .sort((a, b) => b.laid - a.laid);
  for (const { candidate } of begun.slice(0, most - found.length))
    found.push(verdictOf(candidate.one, judging, candidate.lines));
  return found;
}

function byNearness(a: Candidate, b: Candidate): number {
  return Number(isSameKind(b.one)) - Number(isSameKind(a.one)) || compare(a.cost, b.cost);
}

function compare(a: number, b: number): number {
  return a === b ? 0 : a < b ? -1 : 1;
}

function isSameKind({ suppression, finding }: Case): boolean {
  return suppression.kind === finding.kind;
}

/** How many lines are laid before the first that is not, if there is one among them that tells causes apart. */
function anchorsLaid({ suppression, stack }: Case): number {
  const { rows } = align(suppression.frames, stack);
  return rows.some(({ line }) => isTelling(suppression.frames[line]!)) ? rows.length : 0;
}
