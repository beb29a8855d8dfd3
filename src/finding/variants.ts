import type { Frame } from './finding.js';

/**
 * Stacks that share an id can still differ in what the matcher sees: objects, source files, lines, inlining.
 * `a` is *no better informed* than `b`, a ⊑ b, when in every frame
 *
 *   - each property that `a` knows has the same value in `b`, and both or neither are inlined, and
 *   - where `a` lacks the object and `b` tells more than `a`, `a` knows file and line: a place in the source stands
 *     for the object, a bare name does not (two libraries can have a function of one name).
 *
 * ⊑ is reflexive and transitive, so the stacks to keep, those that no other one exceeds, do not depend on the
 * order in which stacks arrive.
 */
function noBetterInformed(a: readonly Frame[], b: readonly Frame[]): boolean {
  return a.length === b.length && a.every((frame, index) => frameNoBetterInformed(frame, b[index]!));
}

const matched = ['fun', 'obj', 'file', 'line'] as const;

function frameNoBetterInformed(a: Frame, b: Frame): boolean {
  if (a.inlined !== b.inlined) return false;
  if (matched.some((property) => a[property] !== undefined && a[property] !== b[property])) return false;
  if (a.obj !== undefined || (typeof a.file === 'string' && a.line !== undefined)) return true;
  return matched.every((property) => a[property] === b[property]);
}

/** The stacks to keep when `stack` joins `kept`, sorted; the same array when nothing changes. */
export function withStack(
  kept: readonly (readonly Frame[])[],
  stack: readonly Frame[],
): readonly (readonly Frame[])[] {
  if (kept.some((old) => compareStacks(old, stack) === 0 || exceeds(old, stack))) return kept;
  const rest = kept.filter((old) => !exceeds(stack, old));
  const place = rest.findIndex((old) => compareStacks(old, stack) > 0);
  rest.splice(place < 0 ? rest.length : place, 0, stack);
  return rest;
}

/** Of two stacks that are alike to the matcher, the smaller one exceeds the other. */
function exceeds(a: readonly Frame[], b: readonly Frame[]): boolean {
  return noBetterInformed(b, a) && (!noBetterInformed(a, b) || compareStacks(a, b) < 0);
}

const displayed = [...matched, 'inlined', 'dir', 'demangled'] as const;

/** A total order of stacks of one id. What is told comes before what is not, so that the more telling one is smaller. */
function compareStacks(a: readonly Frame[], b: readonly Frame[]): number {
  for (let index = 0; index < a.length && index < b.length; index++) {
    const [one, other] = [a[index]!, b[index]!];
    if (one === other) continue;
    for (const property of displayed) {
      const order = compareValues(one[property], other[property]);
      if (order !== 0) return order;
    }
  }
  return a.length - b.length;
}

type Value = string | number | boolean | null | undefined;

/** Values of one property: told ones by themselves, then null, then untold ones. */
function compareValues(a: Value, b: Value): number {
  if (a === b) return 0;
  if (a === undefined || b === undefined) return a === undefined ? 1 : -1;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
}
