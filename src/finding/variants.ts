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
export function noBetterInformed(a: readonly Frame[], b: readonly Frame[]): boolean {
  return a.length === b.length && a.every((frame, index) => frameNoBetterInformed(frame, b[index]!));
}

const matched = ['fun', 'obj', 'file', 'line'] as const;

function frameNoBetterInformed(a: Frame, b: Frame): boolean {
  if (a.inlined !== b.inlined) return false;
  if (matched.some((property) => a[property] !== undefined && a[property] !== b[property])) return false;
  if (a.obj !== undefined || (typeof a.file === 'string' && a.line !== undefined)) return true;
  return matched.every((property) => a[property] === b[property]);
}

/** A stack and its key: equal for equal stacks, and smaller for the one of two that tells more for display. */
export interface KeyedStack {
  readonly key: string;
  readonly frames: readonly Frame[];
}

/** Sorts after every byte, so that of two stacks that are alike to the matcher the more telling one is kept. */
const untold = '\u0100';
/** Keeps null (no line information) apart from every name. */
const none = '\u0101';

export function keyed(frames: readonly Frame[]): KeyedStack {
  const text = (value: string | number | null | undefined) =>
    value === undefined ? untold : value === null ? none : String(value);
  const key = frames
    .map((f) => [f.fun, f.obj, f.file, f.line, f.inlined ? 1 : 0, f.dir, f.demangled].map(text).join('\0'))
    .join('\n');
  return { key, frames };
}

/** The stacks to keep when `stack` joins `kept` (sorted by key); the same array when nothing changes. */
export function withStack(kept: readonly KeyedStack[], stack: KeyedStack): readonly KeyedStack[] {
  const exceeds = (a: KeyedStack, b: KeyedStack) =>
    noBetterInformed(b.frames, a.frames) && (!noBetterInformed(a.frames, b.frames) || a.key <= b.key);
  if (kept.some((old) => old.key === stack.key) || kept.some((old) => exceeds(old, stack))) return kept;
  const rest = kept.filter((old) => !exceeds(stack, old));
  const place = rest.findIndex((old) => old.key > stack.key);
  rest.splice(place < 0 ? rest.length : place, 0, stack);
  return rest;
}
