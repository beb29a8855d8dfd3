import type { SourceFile } from '../suppression/load-set.js';
import { lint, type LintOptions } from './lint.js';
import type { Edit, Fix, Problem } from './problem.js';

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
 * @param isMeant says by name which files may change; all of them unless given
 * @throws Error when rules undo each other's fixes: a defect of chaff.
 */
export function fixAll(
  files: readonly SourceFile[],
  options: LintOptions = {},
  isMeant: (file: string) => boolean = () => true,
): Fixed {
  const fixed: Problem[] = [];
  let now = files;
  for (let round = 0; round < mostRounds; round += 1) {
    const problems = lint(now, options);
    const fixable = problems.filter(({ file, fix }) => fix && isMeant(file));
    if (fixable.length === 0) return { files: now, fixed, left: problems };
    now = now.map(({ name, bytes }) => {
      const own = fixable.filter(({ file }) => file === name);
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
 * Makes fixes, each as a whole or not at all: one with an edit that overlaps or touches one that is made already waits.
 * `made` are their positions in the list.
 */
export function applyFixes(
  bytes: string,
  fixes: readonly Fix[],
): { readonly bytes: string; readonly made: readonly number[] } {
  const order = [...fixes.keys()].sort((a, b) => startOf(fixes[a]!) - startOf(fixes[b]!) || a - b);
  const edits: Edit[] = [];
  const made: number[] = [];
  for (const index of order) {
    const own = fixes[index]!.edits;
    if (own.length === 0 || !own.every((edit) => isFree(edits, edit))) continue;
    for (const edit of own) edits.splice(placeOf(edits, edit), 0, edit);
    made.push(index);
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

/** Not even touching: an edit that inserts at the end of another would depend on the order of the two. */
function isFree(edits: readonly Edit[], edit: Edit): boolean {
  const place = placeOf(edits, edit);
  return (edits[place - 1]?.end ?? -1) < edit.start && edit.end < (edits[place]?.start ?? Infinity);
}

/** Where the edit belongs among those that are in the order of the file: behind those that start where it does, or before. */
function placeOf(edits: readonly Edit[], { start }: Edit): number {
  let low = 0;
  let high = edits.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (edits[middle]!.start <= start) low = middle + 1;
    else high = middle;
  }
  return low;
}
