import { cover } from '../minimize/cover.js';
import { inPlaceOfDropped } from './places.js';
import type { Slot, State } from './slot.js';
import { entriesBeside } from './new-noise.js';
import { mayGo } from './unused.js';
import type { Draft, Drafts, Uncovered, Work } from './work.js';

/**
 * Hides the noise that nothing hides, and, where that needs fewer entries in all, makes anew what one cause calls for.
 *
 * The fewest are chosen among the entries that are there, those for the open noise, and those that `minimize` would write if
 * there were none. Of choices with equally many the one with most of the entries that are there is taken, so that as
 * long as nothing is gained nothing changes.
 *
 * @param anew what `minimize` would write if there were no set
 */
export async function filled(
  state: State,
  anew: () => Promise<Drafts>,
  work: Work,
): Promise<{ readonly state: State; readonly uncovered: readonly Uncovered[] }> {
  const { slots } = state;
  const beside = await entriesBeside(
    slots.map(({ suppression }) => suppression),
    work,
  );
  const movable = work.options.generalise ? slots.filter((slot) => mayGo(slot, work)) : [];
  const choice =
    movable.length > 0
      ? await fewest(slots, movable, beside.drafts, (await anew()).drafts, work)
      : { kept: slots, drafts: beside.drafts };
  const dropped = [
    ...state.dropped,
    ...slots.filter((slot) => !choice.kept.includes(slot)).map((slot) => ({ slot })),
  ];
  const { uncovered } = beside;
  if (dropped.length === 0 && choice.drafts.length === 0) return { state, uncovered };
  const placed = inPlaceOfDropped(dropped, choice.drafts, choice.kept, work);
  return {
    state: {
      slots: [...choice.kept, ...placed.slots],
      dropped: [],
      removals: [...state.removals, ...placed.removals],
    },
    uncovered,
  };
}

interface Choice {
  readonly kept: readonly Slot[];
  readonly drafts: readonly Draft[];
}

/** What an entry costs that is not there yet: more than any number of lines. */
const isNew = 1000;

async function fewest(
  slots: readonly Slot[],
  movable: readonly Slot[],
  beside: readonly Draft[],
  anew: readonly Draft[],
  work: Work,
): Promise<Choice> {
  const idsOf = ({ suppression }: Pick<Slot, 'suppression'>) =>
    work.hits(suppression).noise.map(({ id }) => id);
  const sure = new Set([...slots, ...beside, ...anew].flatMap(idsOf));
  // What hides noise only perhaps is not weighed against what does so surely.
  const free = movable.filter(
    (slot) =>
      idsOf(slot).length > 0 && work.hits(slot.suppression).maybeNoise.every(({ id }) => sure.has(id)),
  );
  const stays = slots.filter((slot) => !free.includes(slot));
  const done = new Set(stays.flatMap(idsOf));
  const rows = [...sure].filter((id) => !done.has(id)).sort();
  const rowOf = new Map(rows.map((id, row) => [id, row]));
  const column = <T extends Pick<Slot, 'suppression'>>(of: T, cost: number) => ({
    of,
    rows: idsOf(of)
      .flatMap((id) => rowOf.get(id) ?? [])
      .sort((a, b) => a - b),
    cost,
  });
  const columns = [
    ...free.map((slot) => column(slot, 0)),
    ...beside.map((draft) => column(draft, isNew + draft.suppression.frames.length)),
    ...anew.map((draft) => column(draft, 2 * isNew + draft.suppression.frames.length)),
  ].filter((each) => each.rows.length > 0);
  const { chosen } = await cover(rows.length, columns, work.options.limits);
  const taken = new Set(chosen.map((at) => columns[at]!.of));
  return {
    kept: slots.filter((slot) => stays.includes(slot) || taken.has(slot)),
    drafts: [...beside, ...anew].filter((draft) => taken.has(draft)),
  };
}
