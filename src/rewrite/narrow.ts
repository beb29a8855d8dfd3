import { covers } from '../match/covers.js';
import { safeColumns, type SafeCandidate } from '../minimize/columns.js';
import { fewestOf, groupsOf, literalStacks, realLike } from './candidates.js';
import { added, inPlaceOf, labelOf, type Slot } from './slot.js';
import type { Known } from './survey.js';
import type { Draft, Work } from './work.js';

/**
 * The fewest entries that hide the noise of one that hides something real too, and of which it covers each: they hide
 * nothing that it did not hide. The first takes its place; empty where there is none.
 */
export async function narrower(known: Known, hid: string, work: Work): Promise<Slot[]> {
  const old = known.suppression;
  const { noise } = work.hits(old);
  const isNarrower = ({ frames, leakKinds }: SafeCandidate) =>
    covers(old, { ...old, frames, leakKinds }).covers;
  const drafts: Draft[] = [];
  for (const group of groupsOf(noise)) {
    const safe = safeColumns(group, realLike(group[0]!, work), work.safety()).candidates;
    const candidates = [...safe, ...literalStacks(group, work)].filter(isNarrower);
    for (const entry of await fewestOf(group, candidates, work.options.limits)) {
      const draft = work.draft(entry);
      if (draft) drafts.push(draft);
    }
  }
  const [first, ...rest] = drafts;
  if (!first) return [];
  const split = rest.length > 0 ? `split into ${drafts.length} entries that are narrower` : 'narrower';
  return [
    inPlaceOf([known], first, `${hid}: now ${split}`, hid),
    ...rest.map((draft, at) => {
      const name = `${old.name} (${at + 2})`;
      const { entry, suppression } = draft;
      const named = { entry: { ...entry, name }, suppression: { ...suppression, name } };
      return added(named, `hides noise that ${labelOf(known)} hid`, known);
    }),
  ];
}
