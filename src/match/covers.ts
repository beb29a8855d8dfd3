import type { Finding } from '../finding/finding.js';
import { leakKinds, type Suppression } from '../suppression/suppression.js';
import { kindMatches } from './kind.js';
import { liesOver } from './lies-over.js';
import { fittingStack, separatingStack } from './separate.js';

/** What suppressions look at in a finding. With any values for the rest it is one, and nothing below main is hidden. */
export type Example = Pick<Finding, 'kind' | 'extra' | 'leakKind' | 'frames'>;

export type Coverage =
  | { readonly covers: true }
  | {
      readonly covers: false;
      /** A finding that `b` matches and `a` does not. Absent where the search was given up: it may cover or not. */
      readonly counterExample?: Example;
    };

/**
 * Does `a` match every finding that `b` matches?
 *
 *     covers(a, b)  =  for every finding f: matches(b, f) = yes  implies  matches(a, f) = yes
 *
 * It is about all findings that can be written down, with everything known about them: any kind, any stack of any
 * length, any byte strings as names, each attribute of a frame independent of the others. Valgrind meets fewer (no
 * function has an empty name, a stack ends with `--num-callers`), so yes holds for all that it meets, and the
 * counter-example to a no need not happen. Yes is never wrong; it is missed only where the limits of the
 * search (separate.ts, thin-frames.ts, thin-names.ts) are struck.
 *
 * Where a log leaves things open, yes says: whatever the truth is, `a` hides the finding if `b` does.
 *
 * What `src:` sees after an inlined call belongs to another frame (src.ts), but it still is one file and line for each
 * position of the stack, and the same for `a` and `b`. So this answer takes it for an attribute of the frame there.
 */
export function covers(a: Suppression, b: Suppression): Coverage {
  const heads = headsOf(b);
  const missed = heads.find((head) => !matchesHead(a, head));
  if (missed) return { covers: false, counterExample: { ...missed, frames: fittingStack(b.frames) } };
  const [head] = heads;
  if (head === undefined || liesOver(a.frames, b.frames)) return { covers: true };
  const frames = separatingStack(b.frames, a.frames);
  if (frames === 'none') return { covers: true };
  return frames === 'undecided' ? { covers: false } : { covers: false, counterExample: { ...head, frames } };
}

/** The part of an example that is not its stack. */
export type Head = Omit<Example, 'frames'>;

/** What `b` matches but for the stack: one of each sort, since the kind, its extra line and the leak kind are all. */
export function headsOf(b: Suppression): readonly Head[] {
  const { kind, extra } = b;
  const head: Head = extra === undefined ? { kind } : { kind, extra };
  const heads = kind === 'Memcheck:Leak' ? leakKinds.map((leakKind) => ({ ...head, leakKind })) : [head];
  return heads.filter((each) => matchesHead(b, each));
}

/** Is there no finding at all that it matches, whatever the stack? */
export function matchesNothing(b: Suppression): boolean {
  return b.kind === 'Memcheck:Leak' ? b.leakKinds?.length === 0 : headsOf(b).length === 0;
}

function matchesHead(suppression: Suppression, head: Head): boolean {
  return kindMatches(suppression, head as Finding) === 'yes'; // which reads no more than a head
}
