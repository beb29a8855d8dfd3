import { toolInfo } from '../suppression/tools.js';
import { showsAllOf } from './evidence.js';
import { isFree, removalsOf, toolOf, type Slot, type State } from './slot.js';
import type { Work } from './work.js';

/** Without the entries that hide nothing, where the logs would show it if they did. */
export function withoutUnused(state: State, work: Work): State {
  const unused = new Set(state.slots.filter((slot) => isUnused(slot, work) && mayGo(slot, work)));
  if (unused.size === 0) return state;
  return {
    ...state,
    slots: state.slots.filter((slot) => !unused.has(slot)),
    removals: [
      ...state.removals,
      ...[...unused].flatMap((slot) =>
        removalsOf(slot, `hides none of the findings of ${toolInfo(toolOf(slot)).displayName} in the logs`),
      ),
    ],
  };
}

/** May the slot go for want of findings? */
export function mayGo(slot: Slot, { options }: Work): boolean {
  return isFree(slot) && showsAllOf(options.evidence, toolOf(slot), slot.suppression);
}

/** Is it sure to hide nothing of the logs? */
function isUnused({ suppression }: Slot, { hits }: Work): boolean {
  const { noise, maybeNoise, real } = hits(suppression);
  return noise.length === 0 && maybeNoise.length === 0 && real.length === 0;
}

/** Entries that hide nothing, and stay because the logs do not show everything. */
export function unusedButKept({ slots }: State, work: Work): readonly Slot[] {
  return slots.filter((slot) => slot.from.length > 0 && !slot.change && isFree(slot) && isUnused(slot, work));
}
