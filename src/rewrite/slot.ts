import type { Suppression, Tool } from '../suppression/suppression.js';
import { toolOfKind } from '../suppression/tools.js';
import type { NewEntry } from '../suppression/write.js';
import type { Known } from './survey.js';
import type { Draft } from './work.js';

/** An entry of the set while it is rewritten. */
export interface Slot {
  /** The entries of the file that it is, or whose place it takes, in their order; none for one that is all new. */
  readonly from: readonly Known[];
  /** As its tool loads it. */
  readonly suppression: Suppression;
  /** Absent as long as it is what stands in the file, byte for byte. */
  readonly change?: SlotChange;
}

export interface SlotChange {
  readonly entry: NewEntry;
  /** In ASCII and bytes of names. */
  readonly reason: string;
  /** Which real finding the entry hid that stood there. */
  readonly hid?: string;
  /** For all of `from` but the first, which gives name and place: why they are no more. */
  readonly merged: ReadonlyMap<Known, string>;
  /** For one that is new: the entry that it stands behind; at the end of the file where there is none. */
  readonly behind?: Known;
}

/** An entry of the file that is no more. */
export interface Removal {
  readonly known: Known;
  readonly reason: string;
  /** The entry that covers it. */
  readonly coverer?: Known;
}

/** An entry that goes, with its noise still to be hidden by others. */
export interface Dropped {
  readonly slot: Slot;
  /** Which real finding it hid; undefined when it is needless. */
  readonly hid?: string;
}

export interface State {
  readonly slots: readonly Slot[];
  readonly dropped: readonly Dropped[];
  readonly removals: readonly Removal[];
}

/** A new entry in the place of others, with the name of the first. */
export function inPlaceOf(
  from: readonly Known[],
  { entry, suppression }: Draft,
  reason: string,
  hid: string | undefined,
  merged: ReadonlyMap<Known, string> = new Map(),
): Slot {
  const { name } = from[0]!.suppression;
  return {
    from,
    suppression: { ...suppression, name },
    change: { entry: { ...entry, name }, reason, hid, merged },
  };
}

/** A new entry that has nobody's place: behind another one, or at the end of the file. */
export function added({ entry, suppression }: Draft, reason: string, behind?: Known): Slot {
  const change = { entry, reason, merged: new Map<Known, string>() };
  return { from: [], suppression, change: behind ? { ...change, behind } : change };
}

/** May it be merged and removed? */
export function isFree({ from }: Slot): boolean {
  return from.every(({ hold }) => hold === 'free');
}

/** The tool that reads it, the first one where several do. */
export function toolOf({ from, suppression }: Slot): Tool {
  return from[0]?.tools[0] ?? toolOfKind(suppression.kind);
}

/** `name (line 5)`; an entry that is new has no line yet. */
export function label({ from, suppression }: Slot): string {
  return from[0] ? labelOf(from[0]) : `${suppression.name} (new)`;
}

export function labelOf({ line, suppression }: Known): string {
  return `${suppression.name} (line ${line})`;
}

/** `a, b, c and 2 more`. */
export function listed(texts: readonly string[], most = 3): string {
  const shown = texts.slice(0, most).join(', ');
  return texts.length > most ? `${shown} and ${texts.length - most} more` : shown;
}

/** Removes what a slot stands for: all its entries, with what had happened to them before. */
export function removalsOf({ from, change }: Slot, reason: string): Removal[] {
  return from.map((known, at) => {
    const before = at === 0 ? change?.reason : change?.merged.get(known);
    return { known, reason: before === undefined ? reason : `${before}; then ${reason}` };
  });
}
