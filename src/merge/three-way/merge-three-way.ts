import { entriesIn, readSetFile, type SetFile } from '../../set/read-set.js';
import type { SourceFile } from '../../suppression/load-set.js';
import { layOut, type Page, type Placed } from './lay-out.js';
import { mergeComments } from './merge-comments.js';
import { mergeEntry, type Merged, type Undecided } from './merge-entry.js';
import { distinctNames, renamed } from './names.js';
import { mergedOrder } from './order.js';
import { outlineOf, type CommentNode, type EntryNode, type Node } from './outline.js';
import { stillOpen, type StillOpen } from './still-open.js';
import { triosOf, type Trio } from './trios.js';

/** The files of a merge: two that were made from a third. */
export interface Sources {
  readonly base: SourceFile;
  readonly ours: SourceFile;
  readonly theirs: SourceFile;
}

/** Something that Valgrind refuses, so that nobody can tell what it means. */
export interface Refusal {
  readonly file: string;
  /** 1-based. */
  readonly line: number;
  /** What is wrong and what to do, a byte string. */
  readonly message: string;
}

export interface Conflict extends Undecided {
  /** 1-based, of its first line in the merged file. */
  readonly line: number;
}

/** An entry that got another name, since each side gave its name to another entry. */
export interface Renaming {
  readonly from: string;
  readonly to: string;
}

export type ThreeWayMerge =
  | { readonly type: 'refused'; readonly refusals: readonly Refusal[] }
  | {
      readonly type: 'merged';
      readonly bytes: string;
      /** In the order of the file; none where the merge is clean. */
      readonly conflicts: readonly Conflict[];
      /** What was open before, on one side at least, and is not decided. */
      readonly stillOpen: readonly StillOpen[];
      readonly renamings: readonly Renaming[];
    };

/**
 * Merges two suppression files that were made from a third, by what their entries mean. Valgrind loads the result, and it
 * hides nothing that neither side hides: where the sides do not go together, both stand there as comments (contested.ts).
 * What a file means is what the newest Valgrind loads of it.
 *
 * @throws Error when the result is not what was decided for each entry: that is a defect of chaff
 */
export function mergeThreeWay(sources: Sources): ThreeWayMerge {
  const base = readSetFile(sources.base);
  const ours = readSetFile(sources.ours);
  const theirs = readSetFile(sources.theirs);
  const refusals = [base, ours, theirs].flatMap(refusalsIn);
  if (refusals.length > 0) return { type: 'refused', refusals };

  const outlines = { base: outlineOf(base), ours: outlineOf(ours), theirs: outlineOf(theirs) };
  const trios = triosOf(outlines.base, outlines.ours, outlines.theirs);
  const merged = trios.trios.map((trio) => mergeNode(trio, outlines.ours.newline));
  const order = mergedOrder(trios, (id) => merged[id] !== undefined);
  const { parts, renamings } = withDistinctNames(
    order.map((id) => ({ id, trio: trios.trios[id]!, ...merged[id]! })),
    ours,
    theirs,
  );
  const placed = parts.map(({ id, text, content, trio }): Placed => ({
    id,
    text,
    endsInComment: content === undefined || typeOf(trio) === 'comments',
  }));
  const page = layOut(placed, trios, outlines);
  prove(page.bytes, parts);
  const conflicts = conflictsIn(page, parts);
  const { bytes } = page;
  return { type: 'merged', bytes, conflicts, stillOpen: stillOpen(bytes, conflicts), renamings };
}

function refusalsIn({ name, pieces }: SetFile): Refusal[] {
  return pieces.flatMap((piece) => {
    if (piece.type !== 'broken') return [];
    const { line, message } = piece.problem;
    return [{ file: name, line, message }];
  });
}

function mergeNode(trio: Trio, newline: string): Merged | undefined {
  const { base, ours, theirs } = trio;
  if (typeOf(trio) === 'entry') return mergeEntry(trio as Record<keyof Trio, EntryNode | undefined>, newline);
  return mergeComments(
    base as CommentNode | undefined,
    ours as CommentNode | undefined,
    theirs as CommentNode | undefined,
  );
}

function typeOf({ base, ours, theirs }: Trio): Node['type'] {
  return (base ?? ours ?? theirs)!.type;
}

interface Part extends Merged {
  readonly id: number;
  readonly trio: Trio;
}

function withDistinctNames(parts: readonly Part[], ours: SetFile, theirs: SetFile) {
  const isLive = ({ content }: Part) => content !== undefined;
  const entries = parts.filter(isLive);
  const names = distinctNames(
    entries.map(({ name, trio }) => ({ name, isOurs: (trio.ours as EntryNode | undefined)?.name === name })),
    entriesIn([ours]),
    entriesIn([theirs]),
  );
  const renamings: Renaming[] = [];
  const all = parts.map((part): Part => {
    const name = isLive(part) ? names.shift()! : part.name;
    if (name === part.name) return part;
    renamings.push({ from: part.name, to: name });
    return { ...part, name, text: renamed(part.text, name) };
  });
  return { parts: all, renamings };
}

function prove(bytes: string, parts: readonly Part[]): void {
  const file = readSetFile({ name: '', bytes });
  const wanted = parts.flatMap(({ content }) => (content === undefined ? [] : [content]));
  const read = entriesIn([file]).map(({ content }) => content);
  const isBroken = file.pieces.some(({ type }) => type === 'broken');
  if (isBroken || JSON.stringify(read) !== JSON.stringify(wanted))
    throw new Error(
      'the merged file would not mean what its entries mean; please report this defect of chaff',
    );
}

function conflictsIn({ bytes, offsets }: Page, parts: readonly Part[]): Conflict[] {
  let [line, from] = [1, 0];
  return parts.flatMap(({ id, undecided }) => {
    if (!undecided) return [];
    const to = offsets.get(id)!;
    line += bytes.slice(from, to).split('\n').length - 1;
    from = to;
    return [{ ...undecided, line }];
  });
}
