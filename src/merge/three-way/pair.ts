import { couples, kindOf, likenessOf } from './likeness.js';
import { repeatedNames, saysNothing } from './names.js';
import type { CommentNode, EntryNode, Outline } from './outline.js';

/** Which node of one file is which of another, by index. */
export type Pairs = ReadonlyMap<number, number>;

interface Placed<N> {
  readonly at: number;
  readonly node: N;
}

/**
 * What became of the nodes of `before` in `after`. Entries are told by what they say, then by a name that is the only one
 * of its kind, then by the lines that they have in common; comments by their words.
 */
export function pairs(before: Outline, after: Outline): Pairs {
  const entries = pairing(entriesOf(before), entriesOf(after));
  entries.byKey(({ content, name }) => [`${content}\n${name}`]);
  entries.byKey(({ content }) => [content]);
  entries.byKey(contents);
  entries.byKey(uniqueNames(entriesOf(before), entriesOf(after)));
  entries.byLikeness();
  const comments = pairing(commentsOf(before), commentsOf(after));
  comments.byKey(({ content }) => [content]);
  comments.byLikeness();
  return new Map([...entries.found, ...comments.found]);
}

/**
 * What both sides added, of the nodes that are not known from the base: entries that say the same, and those of one sort
 * under one name.
 */
export function pairsOfNew(ours: Outline, theirs: Outline, isNew: IsNew): Pairs {
  const fresh = <N>(nodes: readonly Placed<N>[], side: keyof IsNew) =>
    nodes.filter(({ at }) => isNew[side](at));
  const [ourEntries, theirEntries] = [fresh(entriesOf(ours), 'ours'), fresh(entriesOf(theirs), 'theirs')];
  const entries = pairing(ourEntries, theirEntries);
  entries.byKey(({ content, name }) => [`${content}\n${name}`]);
  entries.byKey(({ content }) => [content]);
  entries.byKey(contents);
  const named = uniqueNames(entriesOf(ours), entriesOf(theirs));
  entries.byKey((node) => named(node).map((name) => `${name}\n${kindOf(node)}`));
  const comments = pairing(fresh(commentsOf(ours), 'ours'), fresh(commentsOf(theirs), 'theirs'));
  comments.byKey(({ content }) => [content]);
  return new Map([...entries.found, ...comments.found]);
}

export interface IsNew {
  readonly ours: (at: number) => boolean;
  readonly theirs: (at: number) => boolean;
}

/** Pairs nodes of two files in several ways, one after the other, each among those that are left. */
function pairing<N extends EntryNode | CommentNode>(
  before: readonly Placed<N>[],
  after: readonly Placed<N>[],
) {
  const found = new Map<number, number>();
  const taken = new Set<number>();
  const pair = (a: Placed<N>, b: Placed<N>) => {
    found.set(a.at, b.at);
    taken.add(b.at);
  };
  const freeBefore = () => before.filter(({ at }) => !found.has(at));
  const freeAfter = () => after.filter(({ at }) => !taken.has(at));
  return { found, byKey, byLikeness };

  /** Pairs what has a key in common, in the order of the files where several have. */
  function byKey(keysOf: (node: N) => readonly string[]): void {
    const queues = new Map<string, Placed<N>[]>();
    for (const placed of freeAfter().reverse())
      for (const key of keysOf(placed.node)) {
        const known = queues.get(key);
        if (known) known.push(placed);
        else queues.set(key, [placed]);
      }
    for (const placed of freeBefore())
      for (const key of keysOf(placed.node)) {
        const queue = queues.get(key) ?? [];
        while (queue.length > 0 && taken.has(queue.at(-1)!.at)) queue.pop();
        if (queue.length === 0) continue;
        pair(placed, queue.pop()!);
        break;
      }
  }

  function byLikeness(): void {
    const [left, right] = [freeBefore(), freeAfter()];
    for (const { a, b } of couples(left.map(toLikeness), right.map(toLikeness)))
      if (!found.has(left[a]!.at) && !taken.has(right[b]!.at)) pair(left[a]!, right[b]!);
  }
}

function toLikeness({ node }: Placed<EntryNode | CommentNode>) {
  return likenessOf(node);
}

function entriesOf({ nodes }: Outline): Placed<EntryNode>[] {
  return nodes.flatMap((node, at) => (node.type === 'entry' ? [{ at, node }] : []));
}

function commentsOf({ nodes }: Outline): Placed<CommentNode>[] {
  return nodes.flatMap((node, at) => (node.type === 'comments' ? [{ at, node }] : []));
}

/** What the versions of an entry say, where it has several. */
function contents({ live, contested }: EntryNode): readonly string[] {
  const versions = [...(live ? [live] : []), ...(contested?.versions ?? [])];
  return versions.map(({ content }) => content);
}

/** The name of an entry where it is the only one of that name in both files. Names that say nothing do not count. */
function uniqueNames(...files: readonly (readonly Placed<EntryNode>[])[]) {
  const repeated = new Set(files.flatMap((file) => repeatedNames(file.map(({ node }) => node))));
  return ({ name }: EntryNode) => (repeated.has(name) || saysNothing(name) ? [] : [name]);
}
