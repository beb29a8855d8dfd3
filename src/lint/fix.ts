import type { SourceFile } from '../suppression/load-set.js';
import { lint, type LintOptions } from './lint.js';
import type { Fix, Problem } from './problem.js';

export interface Fixed {
  /** The files with all fixes made, in the given order. */
  readonly files: readonly SourceFile[];
  /** What was mended. */
  readonly fixed: readonly Problem[];
  /** What is left to say of the files as they are now. */
  readonly left: readonly Problem[];
}

/** A fix can make room for another; a rule that undoes what another does would never end. */
const mostRounds = 20;

/**
 * Makes the safe fixes of all rules until nothing fixable is left.
 *
 * @throws Error when rules undo each other's fixes: a defect of chaff.
 */
export function fixAll(files: readonly SourceFile[], options: LintOptions = {}): Fixed {
  const fixed: Problem[] = [];
  let now = files;
  for (let round = 0; round < mostRounds; round += 1) {
    const problems = lint(now, options);
    if (!problems.some(({ fix }) => fix)) return { files: now, fixed, left: problems };
    now = now.map(({ name, bytes }) => {
      const own = problems.filter(({ file, fix }) => fix && file === name);
      const { bytes: mended, made } = applyFixes(
        bytes,
        own.map(({ fix }) => fix!),
      );
      fixed.push(...made.map((index) => own[index]!));
      return { name, bytes: mended };
    });
  }
  throw new Error('fixes of lint rules undo each other; please report this defect of chaff');
}

/**
 * Makes fixes, each as a whole or not at all: one that overlaps another that is made already waits. `made` are their
 * positions in the list.
 */
export function applyFixes(
  bytes: string,
  fixes: readonly Fix[],
): { readonly bytes: string; readonly made: readonly number[] } {
  const order = [...fixes.keys()].sort((a, b) => startOf(fixes[a]!) - startOf(fixes[b]!) || a - b);
  const edits: Fix['edits'][number][] = [];
  const made: number[] = [];
  let free = 0;
  for (const index of order) {
    const fix = fixes[index]!;
    if (startOf(fix) < free || fix.edits.length === 0) continue;
    edits.push(...fix.edits);
    made.push(index);
    // An edit that inserts at the end of the one before would depend on the order of the two.
    free = fix.edits.at(-1)!.end + 1;
  }
  let text = '';
  let at = 0;
  for (const { start, end, text: replacement } of edits) {
    text += bytes.slice(at, start) + replacement;
    at = end;
  }
  return { bytes: text + bytes.slice(at), made };
}

function startOf({ edits }: Fix): number {
  return edits[0]?.start ?? Infinity;
}
