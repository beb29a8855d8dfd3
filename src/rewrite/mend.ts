import type { Finding } from '../finding/finding.js';
import { evidenceComment } from '../generate/evidence.js';
import { printEntry } from '../suppression/print.js';
import { numCallersRange } from '../suppression/limits.js';
import { leakKinds, type LeakKind, type Suppression } from '../suppression/suppression.js';
import { narrower } from './narrow.js';
import { listed, type Removal, type Slot, type State } from './slot.js';
import { loadedFrom } from './survey.js';
import { mayGo } from './unused.js';
import type { Work } from './work.js';

/**
 * Mends the entries that hide a real finding. Where it is enough, an entry gets fewer leak kinds and keeps its lines.
 * Else it is dropped for those who hide its noise anew, or, where nothing may get broader, split into narrower ones.
 */
export async function mended(state: State, work: Work): Promise<State> {
  const slots: Slot[] = [];
  const dropped = [...state.dropped];
  const removals: Removal[] = [...state.removals];
  for (const slot of state.slots) {
    const { real } = work.hits(slot.suppression);
    const [known] = slot.from;
    if (real.length === 0 || !known || known.hold === 'fixed') {
      slots.push(slot);
      continue;
    }
    const hid = hidReason(slot, real, work);
    const fewer = withFewerLeakKinds(slot, real, hid, work);
    if (fewer) slots.push(fewer);
    else if (work.options.generalise) dropped.push({ slot, hid });
    else {
      const parts = await narrower(known, hid, work);
      if (parts.length === 0)
        removals.push({ known, reason: `${hid}; nothing narrower hides its noise and not that` });
      for (const part of parts) slots.push(part);
    }
  }
  return { slots, dropped, removals };
}

function hidReason(slot: Slot, real: readonly Finding[], work: Work): string {
  const ids = listed(real.map(({ id }) => id));
  const what = `hid the real finding${real.length > 1 ? 's' : ''} ${ids}`;
  return mayGo(slot, work)
    ? what
    : `${what} (changed for that alone: the logs do not show all that it hides)`;
}

/**
 * The same lines for the leak kinds in which nothing real is hit: those of the noise where the logs show all that the entry
 * hides, else all that are left.
 */
function withFewerLeakKinds(slot: Slot, real: readonly Finding[], hid: string, work: Work): Slot | undefined {
  const { suppression } = slot;
  const forbidden = new Set(real.map(({ leakKind }) => leakKind));
  if (suppression.kind !== 'Memcheck:Leak' || forbidden.has(undefined)) return undefined;
  const { noise, maybeNoise } = work.hits(suppression);
  const needed = new Set<LeakKind | undefined>([...noise, ...maybeNoise].map(({ leakKind }) => leakKind));
  const left = (suppression.leakKinds ?? leakKinds).filter(
    (kind) => !forbidden.has(kind) && (needed.has(kind) || !mayGo(slot, work)),
  );
  const frames = allFrames(slot, work);
  const comments = [evidenceComment(noise.filter(({ leakKind }) => left.some((kind) => kind === leakKind)))];
  const draft =
    left.length > 0 ? work.draft({ ...suppression, frames, leakKinds: left, comments }) : undefined;
  if (!draft || work.hits(draft.suppression).real.length > 0) return undefined;
  const reason = `${hid}: now only for leaks that are ${left.join(' or ')}`;
  return { ...slot, ...draft, change: { entry: draft.entry, reason, hid, merged: new Map() } };
}

/** All lines of the entry, also those that a run at another depth would read. */
function allFrames({ from, suppression }: Slot, { options: { version } }: Work): Suppression['frames'] {
  const { entry, tools } = from[0]!;
  const options = { version, numCallers: numCallersRange(version).max };
  return (loadedFrom(printEntry(entry), tools[0]!, options) ?? suppression).frames;
}
