import { longestIncreasing } from '../../set/longest-increasing.js';
import type { Trios } from './trios.js';

const start = -1;
const end = -2;

/**
 * The order of a merged file, as indices of trios. Ours is the order; in it go
 *
 * - what theirs moved and ours did not
 * - what only theirs has
 *
 * each behind the neighbour that it follows in theirs, or before the one that follows it, where ours took the former away
 * from there. What ours added at the same place comes first.
 *
 * @param isKept is the trio in the merged file?
 */
export function mergedOrder(
  { trios, base, ours, theirs }: Trios,
  isKept: (trio: number) => boolean,
): readonly number[] {
  const movedByOurs = moved(base, ours);
  const movedByTheirs = moved(base, theirs);
  const isStrayed = strayed(base, ours, movedByOurs);
  const inOurs = new Set(ours);
  const moves = (id: number) => movedByTheirs.has(id) && !movedByOurs.has(id);
  const order = list(ours.filter((id) => isKept(id) && !moves(id)));
  let last = start;
  for (const [at, id] of theirs.entries()) {
    if (isKept(id) && !order.has(id)) order.insert(id, placeBehind(last, at));
    if (order.has(id)) last = id;
  }
  return order.all();

  function placeBehind(neighbour: number, at: number): number {
    if (isStrayed(neighbour)) {
      const follower = theirs.slice(at + 1).find((id) => order.has(id));
      if (follower !== undefined && !movedByOurs.has(follower)) return order.before(follower);
    }
    // What stands there because of theirs is followed by the next of theirs.
    if (neighbour !== start && (!inOurs.has(neighbour) || moves(neighbour))) return neighbour;
    const passesComments = neighbour === start || typeOf(theirs[at]!) === 'comments';
    let place = neighbour;
    for (;;) {
      const next = order.behind(place);
      if (next === end || !isOfOursOnly(next)) return place;
      if (typeOf(next) === 'comments' && !passesComments) return place;
      place = next;
    }
  }

  function isOfOursOnly(id: number): boolean {
    return trios[id]!.base === undefined && trios[id]!.theirs === undefined;
  }

  function typeOf(id: number) {
    const { ours: ourNode, theirs: theirNode } = trios[id]!;
    return (ourNode ?? theirNode)?.type;
  }
}

/** What stands elsewhere among the others; of two that changed places one did. */
function moved(before: readonly number[], after: readonly number[]): ReadonlySet<number> {
  const places = new Map(before.map((id, at) => [id, at]));
  const common = after.filter((id) => places.has(id));
  const stayed = new Set(longestIncreasing(common.map((id) => places.get(id)!)));
  return new Set(common.filter((id) => !stayed.has(places.get(id)!)));
}

/** Was a node moved without the one before it? Then what follows it elsewhere need not follow it here. */
function strayed(before: readonly number[], after: readonly number[], movedThere: ReadonlySet<number>) {
  const previous = (ids: readonly number[]) => new Map(ids.map((id, at) => [id, ids[at - 1]]));
  const [wasBehind, isBehind] = [previous(before), previous(after)];
  return (id: number) => movedThere.has(id) && wasBehind.get(id) !== isBehind.get(id);
}

/** A list in which things are inserted. */
function list(ids: readonly number[]) {
  const next = new Map<number, number>();
  const previous = new Map<number, number>();
  const link = (a: number, b: number) => {
    next.set(a, b);
    previous.set(b, a);
  };
  link(start, end);
  const insert = (id: number, behind: number) => {
    const follower = next.get(behind)!;
    link(behind, id);
    link(id, follower);
  };
  for (const id of ids) insert(id, previous.get(end)!);
  return {
    insert,
    has: (id: number) => next.has(id),
    before: (id: number) => previous.get(id)!,
    behind: (id: number) => next.get(id)!,
    all() {
      const found: number[] = [];
      for (let id = next.get(start)!; id !== end; id = next.get(id)!) found.push(id);
      return found;
    },
  };
}
