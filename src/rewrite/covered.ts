import { coverersIn } from '../match/coverers.js';
import { covers } from '../match/covers.js';
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
    const places = new Map(ordered.map(({ suppression }, place) => [suppression, place]));
    const coverersOf = coverersIn([...places.keys()]);
    for (const [place, slot] of ordered.entries()) {
      if (!isFree(slot)) continue;
      for (const suppression of coverersOf(slot.suppression)) {
        const at = places.get(suppression)!;
        const other = ordered[at]!;
        if (last(other) === slot || (at > place && covers(slot.suppression, suppression).covers)) continue;
        coverer.set(slot, other);
        break;
      }
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

function rank(slot: Slot): number {
  if (!isFree(slot)) return 0;
  return slot.change ? 2 : 1;
}
