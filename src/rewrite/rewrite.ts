import { uniqueNames } from '../generate/free-names.js';
import { parse } from '../suppression/parse.js';
import { lineOf, type Tree } from '../suppression/tree.js';
import { changesOf, type Change } from './changes.js';
import { withoutCovered } from './covered.js';
import { filled } from './fill.js';
import { laidOut } from './layout.js';
import { mended } from './mend.js';
import { entriesBeside } from './new-noise.js';
import type { Slot, State } from './slot.js';
import { survey } from './survey.js';
import { unusedButKept, withoutUnused } from './unused.js';
import { verify } from './verify.js';
import { prepare, type Drafts, type RewriteOptions, type Uncovered, type Work } from './work.js';

export interface Rewritten {
  readonly tree: Tree;
  /** By line; new entries last. */
  readonly changes: readonly Change[];
  /** Entries in the file, those that nobody reads included. */
  readonly entries: Counts;
  /** Distinct findings that the file surely hides. */
  readonly noise: Tally;
  /** Distinct findings that the file hides, or may hide. */
  readonly real: Tally;
  /** Noise that stays reported. */
  readonly uncovered: readonly Uncovered[];
  /** Entries that hide nothing and stay, because the logs do not show everything. */
  readonly unused: readonly Place[];
  /** Entries that hide a real finding and cannot be changed, because their bytes do not stand for themselves. */
  readonly unmended: readonly (Place & { readonly real: readonly string[] })[];
}

export interface Counts {
  readonly before: number;
  readonly after: number;
}

export interface Tally {
  readonly distinct: number;
  readonly hidden: Counts;
}

/** An entry of the file as it was. */
export interface Place {
  readonly name: string;
  readonly line: number;
}

/**
 * Repairs and shrinks a set by what logs show: mends what hides real findings, drops what another entry covers or what nothing
 * needs, merges what has one cause, and adds what hides the rest of the noise. Everything else keeps its bytes.
 *
 * Steps are repeated until none changes anything, so that rewriting the result gives the same bytes.
 */
export async function rewrite(tree: Tree, options: RewriteOptions): Promise<Rewritten> {
  const work = prepare(options);
  const known = survey(tree, options);
  const old: readonly Slot[] = known.map((each) => ({ from: [each], suppression: each.suppression }));
  let anew: Promise<Drafts> | undefined;
  const onlyOnce = () => (anew ??= entriesBeside([], work));

  let state = await mended({ slots: old, dropped: [], removals: [] }, work);
  let uncovered: readonly Uncovered[];
  for (;;) {
    const before = state;
    const step = await filled(withoutCovered(withoutUnused(state, work)), onlyOnce, work);
    ({ state, uncovered } = step);
    if (state === before) break;
  }
  state = withNames(state, tree);
  const after = parse(laidOut(tree, state));
  verify(tree, after, state, work);

  const hidden = hiddenNoise(state.slots, work);
  const place = ({ from, suppression }: Slot) => ({ name: suppression.name, line: from[0]!.line });
  return {
    tree: after,
    changes: changesOf(state, after),
    entries: { before: entriesIn(tree), after: entriesIn(after) },
    noise: {
      distinct: work.noise.length,
      hidden: { before: hiddenNoise(old, work).size, after: hidden.size },
    },
    real: {
      distinct: work.real.length,
      hidden: { before: hiddenReal(old, work), after: hiddenReal(state.slots, work) },
    },
    uncovered: uncovered.filter(({ id }) => !hidden.has(id)),
    unused: unusedButKept(state, work).map(place),
    unmended: state.slots.flatMap((slot) => {
      const real = work.hits(slot.suppression).real.map(({ id }) => id);
      return real.length > 0 ? [{ ...place(slot), real }] : [];
    }),
  };
}

/** Gives new entries names that no other entry has, nor had. */
function withNames(state: State, { items }: Tree): State {
  const used = items.flatMap((item) => (item.type === 'entry' ? (lineOf(item, 'name')?.text ?? []) : []));
  const isNew = ({ from }: Slot) => from.length === 0;
  const added = state.slots.filter(isNew);
  const names = uniqueNames([...used, ...added.map(({ suppression }) => suppression.name)]);
  const named = added.map((slot, at) => {
    const name = names[used.length + at]!;
    const change = slot.change && { ...slot.change, entry: { ...slot.change.entry, name } };
    return { ...slot, suppression: { ...slot.suppression, name }, change };
  });
  return { ...state, slots: [...state.slots.filter((slot) => !isNew(slot)), ...named] };
}

function hiddenNoise(slots: readonly Slot[], { hits }: Work): ReadonlySet<string> {
  return new Set(slots.flatMap(({ suppression }) => hits(suppression).noise.map(({ id }) => id)));
}

function hiddenReal(slots: readonly Slot[], { hits }: Work): number {
  return new Set(slots.flatMap(({ suppression }) => hits(suppression).real)).size;
}

function entriesIn({ items }: Tree): number {
  return items.filter(({ type }) => type === 'entry').length;
}
