import { check, type CheckedFinding } from '../check/check.js';
import type { Finding } from '../finding/finding.js';
import type { SetFile } from '../set/read-set.js';
import { load } from '../suppression/load.js';
import type { Suppression } from '../suppression/suppression.js';

/** A finding that the one set hides and the other one does not. */
export interface Affected {
  readonly finding: Finding;
  readonly real: boolean;
  /** Entries of the set that hides it, which surely or perhaps do. */
  readonly by: readonly Suppression[];
}

/** Findings for which something changes, in the order of the findings. Doubt has a list of its own. */
export interface Shift {
  readonly certain: readonly Affected[];
  /** The logs do not tell enough: it may be so, and may have been so before. */
  readonly possible: readonly Affected[];
}

/** What a change of a set does to the findings of logs. */
export interface Effect {
  readonly newlyHidden: Shift;
  readonly newlyReported: Shift;
  /** Distinct findings. */
  readonly findings: number;
}

export interface EffectOptions {
  /** Patterns of findings that must stay reported. */
  readonly real: readonly Suppression[];
  /** The depth at which the sets are used. */
  readonly numCallers: number;
  readonly version: string;
}

/** Replays both sets over findings. Broken pieces count as mended: every entry that can be read is there. */
export function effectOn(
  findings: readonly Finding[],
  before: readonly SetFile[],
  after: readonly SetFile[],
  options: EffectOptions,
): Effect {
  const [old, young] = [before, after].map((files) => checkedWith(files, findings, options));
  const pairs = old!.map((was, at) => ({ was, is: young![at]! }));
  return {
    newlyHidden: shift(pairs.map(({ was, is }) => ({ from: was, to: is }))),
    newlyReported: shift(pairs.map(({ was, is }) => ({ from: is, to: was }))),
    findings: findings.length,
  };
}

/** The findings that `to` hides and `from` does not. */
function shift(pairs: readonly { readonly from: CheckedFinding; readonly to: CheckedFinding }[]): Shift {
  const affected = ({ finding, real, hiddenBy, possiblyHiddenBy }: CheckedFinding): Affected => {
    return { finding, real, by: hiddenBy.length > 0 ? hiddenBy : possiblyHiddenBy };
  };
  const certain = pairs.filter(({ from, to }) => from.state === 'reported' && to.state === 'hidden');
  const possible = pairs.filter(
    ({ from, to }) =>
      (from.state === 'reported' && to.state === 'uncertain') ||
      (from.state === 'uncertain' && to.state === 'hidden') ||
      (from.state === 'uncertain' && to.state === 'uncertain' && hasOthers(from, to)),
  );
  return {
    certain: certain.map(({ to }) => affected(to)),
    possible: possible.map(({ to }) => affected(to)),
  };
}

/** Do entries come into question that say something else than those of the other set? */
function hasOthers(from: CheckedFinding, to: CheckedFinding): boolean {
  const known = new Set(from.possiblyHiddenBy.map(said));
  return to.possiblyHiddenBy.some((each) => !known.has(said(each)));
}

function said({ kind, extra, leakKinds, frames }: Suppression): string {
  return JSON.stringify([kind, extra, leakKinds, frames]);
}

function checkedWith(
  files: readonly SetFile[],
  findings: readonly Finding[],
  { real, numCallers, version }: EffectOptions,
): readonly CheckedFinding[] {
  const tools = [...new Set(findings.map(({ tool }) => tool))].sort();
  const sets = new Map(
    tools.map((tool) => [
      tool,
      files.flatMap(({ name, tree }) => load(tree, { file: name, tool, version, numCallers }).suppressions),
    ]),
  );
  return check(findings, sets, { numCallers, real }).findings;
}
