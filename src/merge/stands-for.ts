import { covers, headsOf } from '../match/covers.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Suppression } from '../suppression/suppression.js';

/**
 * May `a` stand for `b`, so that a set with `a` needs no `b`? A preorder:
 *
 *   - `a` hides all that `b` hides, to every tool that reads `b`, read whole and as cut at `numCallers`
 *   - `a` is wanted at least as long (`# expires:`) and for the same versions (`# valgrind:`): when it goes, `b` would be missed
 *   - nothing is counted by `b` (`# max:`) that `a` does not count: `a` hides no more than `b`, and may hide no more of it
 */
export function standsFor(a: SetEntry, b: SetEntry, numCallers: number): boolean {
  return isWantedFor(a, b) && hidesAllOf(a, b, numCallers) && countsFor(a, b, numCallers);
}

/** Does `a` hide whatever `b` hides? Of an entry that hides nothing it is said by none but its copies. */
export function hidesAllOf(a: SetEntry, b: SetEntry, numCallers: number): boolean {
  if (a.content === b.content) return true;
  if (b.loaded.size === 0) return false;
  return [...b.loaded].every(([tool, narrow]) => {
    const broad = a.loaded.get(tool);
    if (!broad || headsOf(narrow).length === 0) return false;
    const isCut = Math.max(broad.frames.length, narrow.frames.length) > numCallers;
    return (
      covers(broad, narrow).covers &&
      (!isCut || covers(cut(broad, numCallers), cut(narrow, numCallers)).covers)
    );
  });
}

/** What Valgrind keeps of an entry with `--num-callers`. */
export function cut(suppression: Suppression, numCallers: number): Suppression {
  return { ...suppression, frames: suppression.frames.slice(0, numCallers) };
}

function isWantedFor({ metadata: a }: SetEntry, { metadata: b }: SetEntry): boolean {
  const [until, needed] = [a.expires[0]?.value, b.expires[0]?.value];
  if (until !== undefined && (needed === undefined || needed > until)) return false;
  const versions = a.valgrind[0]?.value;
  return versions === undefined || JSON.stringify(versions) === JSON.stringify(b.valgrind[0]?.value);
}

function countsFor(a: SetEntry, b: SetEntry, numCallers: number): boolean {
  const [most, counted] = [a.metadata.max[0]?.value, b.metadata.max[0]?.value];
  if (counted === undefined) return true;
  return most !== undefined && most <= counted && hidesAllOf(b, a, numCallers);
}
