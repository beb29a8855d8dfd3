import type { AuxiliaryStack, Frame } from './finding.js';

/** A finding keeps no more origins than this: enough to see that they differ. */
export const mostOrigins = 4;

/** How Memcheck introduces where an undefined value comes from (`--track-origins=yes`). */
const introduction = /^\s*Uninitialised value was created\b/;

/** Does a text, as it is printed, introduce an origin? */
export function introducesOrigin(caption: string): boolean {
  return introduction.test(caption);
}

/** The origins among the stacks that an error record shows besides its primary one. */
export function originsOf(auxiliary: readonly AuxiliaryStack[]): AuxiliaryStack[] {
  return auxiliary.filter(({ caption }) => introducesOrigin(caption));
}

/**
 * The origins to keep when `more` join `kept`: distinct ones in a total order, the first `mostOrigins` of them, so that the
 * order in which records arrive does not show. The same array when nothing changes.
 */
export function withOrigins(
  kept: readonly AuxiliaryStack[],
  more: readonly AuxiliaryStack[],
): readonly AuxiliaryStack[] {
  if (more.every((origin) => kept.some((old) => isSame(old, origin)))) return kept;
  const byKey = new Map(kept.map((origin) => [originKey(origin), origin]));
  const before = byKey.size;
  for (const origin of more) if (!byKey.has(originKey(origin))) byKey.set(originKey(origin), origin);
  if (byKey.size === before && before > 0) return kept;
  const sorted = [...byKey.entries()].sort(([a], [b]) => (a < b ? -1 : 1));
  return sorted.slice(0, mostOrigins).map(([, origin]) => origin);
}

/** For sure no other origin: readers give equal stacks as the same array. */
function isSame(a: AuxiliaryStack, b: AuxiliaryStack): boolean {
  return a === b || (a.frames === b.frames && a.caption === b.caption);
}

/** Equal for origins that differ in nothing but addresses and lines of source. */
function originKey({ caption, frames }: AuxiliaryStack): string {
  return [caption.trim(), ...frames.map(shownName)].join('\n');
}

/** As printed, since text and XML print alike what only one of them tells in full. */
function shownName({ fun, demangled, obj }: Frame): string {
  const name = demangled ?? fun ?? '???';
  return name === '???' ? `??? in ${obj ?? '???'}` : name;
}
