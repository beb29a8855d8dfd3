import type { Finding } from '../finding/finding.js';
import { covers } from '../match/covers.js';
import { matches } from '../match/matches.js';
import { fittingStack } from '../match/separate.js';
import type { Suppression } from '../suppression/suppression.js';
import { grouped } from './grouped.js';
import { isFree, label, removalsOf, type Slot, type State } from './slot.js';

/**
 * Without the entries that another one covers: what they hide it hides too, whatever the logs show. Of equal ones the
 * first stays, and one that is as it was before one that is new.
 */
export function withoutCovered(state: State): State {
  const coverer = new Map<Slot, Slot>();
  const last = (slot: Slot): Slot => {
    let at = slot;
    for (let next = coverer.get(at); next; next = coverer.get(at)) at = next;
    return at;
  };
  for (const slots of grouped(state.slots, ({ suppression }) => suppression.kind).values()) {
    const ordered = [...slots].sort((a, b) => rank(a) - rank(b));
    for (const [place, slot] of ordered.entries()) {
      if (!isFree(slot)) continue;
      const isCoverer = coversOne(slot.suppression);
      const found = ordered.find(
        (other, at) =>
          last(other) !== slot &&
          isCoverer(other.suppression) &&
          (at < place || !covers(slot.suppression, other.suppression).covers),
      );
      if (found) coverer.set(slot, found);
    }
  }
  if (coverer.size === 0) return state;
  return {
    ...state,
    slots: state.slots.filter((slot) => !coverer.has(slot)),
    removals: [
      ...state.removals,
      ...[...coverer.keys()].flatMap((slot) => {
        const by = last(slot);
        const removals = removalsOf(slot, `covered by ${label(by)}`);
        return removals.map((removal) => (by.from[0] ? { ...removal, coverer: by.from[0] } : removal));
      }),
    ],
  };
}

/** Prepares the question who covers `b`. Most do not even match the plainest finding that it matches. */
function coversOne(b: Suppression): (a: Suppression) => boolean {
  const { kind, extra, leakKinds = ['definite'] } = b;
  const [leakKind] = leakKinds;
  const plainest = { kind, extra, leakKind, frames: fittingStack(b.frames), variants: [] as const };
  return (a) =>
    leakKind !== undefined && matches(a, plainest as unknown as Finding) === 'no'
      ? false
      : covers(a, b).covers;
}

function rank(slot: Slot): number {
  if (!isFree(slot)) return 0;
  return slot.change ? 2 : 1;
}
