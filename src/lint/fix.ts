import type { SourceFile } from '../suppression/load-set.js';
import { harmTo } from './harm.js';
import { judgedBy, lint, type LintOptions } from './lint.js';
import type { Edit, Fix, Problem } from './problem.js';
import type { Judged } from './too-much.js';

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
 * Makes the safe fixes of all rules until nothing fixable is left. Each rule judges its own fixes, one by one; those that do
 * harm together, or where a rule is wrong, are not made, and are suggestions in what is left.
 *
 * @param isMeant says by name which files may change; all of them unless given
 * @throws Error when rules undo each other's fixes: a defect of chaff.
 */
export function fixAll(
  files: readonly SourceFile[],
  options: LintOptions = {},
  isMeant: (file: string) => boolean = () => true,
): Fixed {
  const judged = judgedBy(options);
  const fixed: Problem[] = [];
  let now = files;
  for (let round = 0; round < mostRounds; round += 1) {
    const problems = lint(now, options);
    const made = new Map<string, { readonly bytes: string; readonly problems: readonly Problem[] }>();
    for (const { name, bytes } of now) {
      const own = isMeant(name) ? problems.filter(({ file, fix }) => fix && file === name) : [];
      const after = own.length > 0 ? mend(bytes, own, judged) : undefined;
      if (after && after.problems.length > 0) made.set(name, after);
    }
    if (made.size === 0)
      return {
        files: now,
        fixed,
        left: problems.map((each) => (isMeant(each.file) ? heldBack(each) : each)),
      };
    now = now.map((file) => ({ ...file, bytes: made.get(file.name)?.bytes ?? file.bytes }));
    for (const { problems: mended } of made.values()) for (const each of mended) fixed.push(each);
  }
  throw new Error('fixes of lint rules undo each other; please report this defect of chaff');
}

/** Makes the fixes of a file's problems, but for those that do harm. */
function mend(
  bytes: string,
  problems: readonly Problem[],
  judged: Judged,
): { readonly bytes: string; readonly problems: readonly Problem[] } {
  const first = applyFixes(bytes, fixesOf(problems));
  const compatible = first.made.map((index) => problems[index]!);
  const isHarm = harmTo(bytes, judged);
  const harmless = harmlessOf(compatible, (some) => isHarm(applyFixes(bytes, fixesOf(some)).bytes));
  return { bytes: applyFixes(bytes, fixesOf(harmless)).bytes, problems: harmless };
}

function fixesOf(problems: readonly Problem[]): readonly Fix[] {
  return problems.map(({ fix }) => fix!);
}

/** Files of which the search below would never end are not worth it. */
const mostTries = 200;

/** As many as can be had without harm; a few culprits are found by halves. */
function harmlessOf<T>(all: readonly T[], isHarm: (some: readonly T[]) => boolean): readonly T[] {
  const kept: T[] = [];
  let tries = 0;
  add(all);
  return kept;

  function add(some: readonly T[]): void {
    if (some.length === 0 || tries === mostTries) return;
    tries += 1;
    if (!isHarm([...kept, ...some])) for (const each of some) kept.push(each);
    else if (some.length > 1) {
      const middle = some.length >> 1;
      add(some.slice(0, middle));
      add(some.slice(middle));
    }
  }
}

/** A fix that is not made is one to decide on. */
function heldBack(problem: Problem): Problem {
  const { fix, suggestions } = problem;
  return fix ? { ...problem, fix: null, suggestions: [fix, ...suggestions] } : problem;
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
