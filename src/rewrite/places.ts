import type { Finding } from '../finding/finding.js';
import type { Suppression } from '../suppression/suppression.js';
import {
  added,
  inPlaceOf,
  label,
  labelOf,
  listed,
  removalsOf,
  type Dropped,
  type Removal,
  type Slot,
} from './slot.js';
import type { Draft, Work } from './work.js';

/**
 * Gives new entries the places of those that go: each of these hands its place to the one that hides most of its noise.
 * What gets no place so, stands behind the entry whose noise it hides, else at the end.
 */
export function inPlaceOfDropped(
  dropped: readonly Dropped[],
  drafts: readonly Draft[],
  kept: readonly Slot[],
  work: Work,
): { readonly slots: readonly Slot[]; readonly removals: readonly Removal[] } {
  const noiseOf = (of: { readonly suppression: Suppression }) => work.hits(of.suppression).noise;
  const heirs = new Map<Draft, Dropped[]>();
  const losses = new Map<Draft, Dropped>();
  const heirless: Dropped[] = [];
  for (const each of dropped) {
    const lost = new Set(noiseOf(each.slot));
    const shares = drafts
      .map((draft) => ({ draft, share: countIn(lost, noiseOf(draft)) }))
      .filter(({ share }) => share > 0);
    for (const { draft } of shares) if (!losses.has(draft)) losses.set(draft, each);
    const [heir] = shares.sort((a, b) => b.share - a.share);
    if (heir) heirs.set(heir.draft, [...(heirs.get(heir.draft) ?? []), each]);
    else heirless.push(each);
  }
  const done = new Set([...work.elsewhere, ...kept.flatMap(noiseOf).map(({ id }) => id)]);
  const slots = drafts.map((draft) => {
    const sources = heirs.get(draft) ?? [];
    if (sources.some(({ slot }) => slot.from.length > 0))
      return replacing(sources, draft, noiseOf(draft).length);
    const before = losses.get(draft)?.slot.from[0];
    if (before) return added(draft, `hides noise that ${labelOf(before)} hid`, before);
    const open = noiseOf(draft).filter(({ id }) => !done.has(id));
    return added(draft, `hides ${findings(open.length)} that nothing else hides`);
  });
  const set = [...kept, ...slots].map((slot) => ({ slot, noise: noiseOf(slot) }));
  const removals = heirless.flatMap((each) =>
    removalsOf(each.slot, whyGone(each.hid, new Set(noiseOf(each.slot)), set)),
  );
  return { slots, removals };
}

function replacing(sources: readonly Dropped[], draft: Draft, hides: number): Slot {
  const origins = sources
    .flatMap(({ slot, hid = slot.change?.hid }) => slot.from.map((known) => ({ known, hid })))
    .sort((a, b) => a.known.line - b.known.line);
  const [first, ...others] = origins;
  const { known, hid } = first!;
  const names = others.map((other) => labelOf(other.known));
  const why =
    others.length > 0
      ? [...told(hid), `takes the place of ${listed(names, 10)} as well: one cause`].join('; ')
      : (hid ?? 'in a smaller set');
  const lines = draft.suppression.frames.length;
  const merged = others.map(
    (each) =>
      [each.known, [...told(each.hid), `replaced by ${labelOf(known)}: one cause`].join('; ')] as const,
  );
  return inPlaceOf(
    origins.map((origin) => origin.known),
    draft,
    `${why}: now ${lines === 1 ? '1 line' : `${lines} lines`} for ${findings(hides)}`,
    hid,
    new Map(merged),
  );
}

/** Why an entry goes whose place nobody takes. */
function whyGone(
  hid: string | undefined,
  lost: ReadonlySet<Finding>,
  set: readonly { readonly slot: Slot; readonly noise: readonly Finding[] }[],
): string {
  const hiders = set.filter(({ noise }) => noise.some((finding) => lost.has(finding)));
  const others = listed(hiders.map(({ slot }) => label(slot)));
  if (hid === undefined) return `what it hides is hidden by ${others} as well`;
  if (lost.size === 0) return `${hid}, and no noise`;
  const hidden = new Set(hiders.flatMap(({ noise }) => noise));
  const left = lost.size - countIn(hidden, [...lost]);
  return [
    hid,
    ...(hiders.length > 0 ? [`its noise is hidden by ${others}`] : []),
    ...(left > 0 ? [`nothing safe hides ${left} of ${findings(lost.size)}`] : []),
  ].join('; ');
}

function countIn(set: ReadonlySet<Finding>, list: readonly Finding[]): number {
  return list.filter((each) => set.has(each)).length;
}

function findings(count: number): string {
  return count === 1 ? '1 noise finding' : `${count} noise findings`;
}

function told(text: string | undefined): readonly string[] {
  return text === undefined ? [] : [text];
}
