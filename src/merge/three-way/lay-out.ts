import type { Outline } from './outline.js';
import type { Trios } from './trios.js';

/** In the place of what stands before the first node. */
const start = -1;

/** A node of the merged file. */
export interface Placed {
  /** Index of its trio. */
  readonly id: number;
  readonly text: string;
  /** Its bytes end in a comment that belongs to no entry. */
  readonly endsInComment: boolean;
}

export interface Outlines {
  readonly base: Outline;
  readonly ours: Outline;
  readonly theirs: Outline;
}

export interface Page {
  readonly bytes: string;
  /** Where each node begins, by the index of its trio. */
  readonly offsets: ReadonlyMap<number, number>;
}

/**
 * The bytes of a merged file. Between two nodes stand the blank lines that a side had between them; where no side had
 * them next to each other, those that the second one had before it, or as many as there are elsewhere.
 */
export function layOut(placed: readonly Placed[], trios: Trios, outlines: Outlines): Page {
  const gaps = {
    base: gapsIn(outlines.base, trios.base),
    ours: gapsIn(outlines.ours, trios.ours),
    theirs: gapsIn(outlines.theirs, trios.theirs),
  };
  const usual = usualGap(outlines.ours) ?? usualGap(outlines.theirs) ?? outlines.ours.newline;
  const offsets = new Map<number, number>();
  let bytes = '';
  let last: Placed | undefined;
  for (const each of placed) {
    bytes += gapBefore(each, last);
    offsets.set(each.id, bytes.length);
    bytes += each.text;
    last = each;
  }
  return { bytes: terminated(bytes + ending()), offsets };

  function gapBefore(node: Placed, last: Placed | undefined): string {
    const known = knownGap(last?.id ?? start, node.id);
    if (!last) return known ?? '';
    const gap = known ?? ownGap(node.id);
    const runsInto = gap === '' && last.endsInComment && !isAsItWas(last, node);
    return runsInto ? usual || outlines.ours.newline : gap;
  }

  /** What stands between two nodes; of what both sides have, that which one of them changed. */
  function knownGap(before: number, after: number): string | undefined {
    const [was, our, their] = [gaps.base, gaps.ours, gaps.theirs].map((side) => side.between(before, after));
    return our === undefined || (their !== undefined && our === was) ? their : our;
  }

  function ownGap(id: number): string {
    return gaps[trios.trios[id]!.ours ? 'ours' : 'theirs'].before(id) ?? usual;
  }

  /** A side had the two next to each other with the same bytes, so they did not run into each other. */
  function isAsItWas(before: Placed, after: Placed): boolean {
    return (['ours', 'theirs'] as const).some((side) => {
      const textOf = ({ id }: Placed) => trios.trios[id]![side]?.text;
      return (
        gaps[side].between(before.id, after.id) !== undefined &&
        textOf(before) === before.text &&
        textOf(after) === after.text
      );
    });
  }

  function ending(): string {
    const [was, our, their] = [outlines.base, outlines.ours, outlines.theirs].map((side) =>
      side.gaps.at(-1)!,
    );
    return our === was ? their! : our!;
  }

  /** The newline at the end of the file goes where one side took it away; a brace is all that may end without one. */
  function terminated(text: string): string {
    const { base, ours, theirs } = outlines;
    const isTerminated = ours.isTerminated === base.isTerminated ? theirs.isTerminated : ours.isTerminated;
    return isTerminated || !/(?:^|\n)[ \t\f\v\r]*(?:\}|[ \t\f\v\r]+)\n$/.test(text)
      ? text
      : text.slice(0, -1);
  }
}

function gapsIn({ gaps }: Outline, ids: readonly number[]) {
  const places = new Map(ids.map((id, at) => [id, at]));
  return {
    /** Undefined where the second does not follow the first. */
    between(before: number, after: number): string | undefined {
      const at = places.get(after);
      if (at === undefined) return undefined;
      return (at === 0 ? start : ids[at - 1]) === before ? gaps[at] : undefined;
    },
    /** Undefined where it is not there, or the first. */
    before(id: number): string | undefined {
      const at = places.get(id);
      return at === undefined || at === 0 ? undefined : gaps[at];
    },
  };
}

/** The blank lines that most often stand between two entries; undefined where there are no two. */
function usualGap({ nodes, gaps }: Outline): string | undefined {
  const counts = new Map<string, number>();
  for (let at = 1; at < nodes.length; at += 1)
    if (nodes[at - 1]!.type === 'entry' && nodes[at]!.type === 'entry')
      counts.set(gaps[at]!, (counts.get(gaps[at]!) ?? 0) + 1);
  return [...counts].sort(([, a], [, b]) => b - a)[0]?.[0];
}
