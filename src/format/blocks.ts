import { isClosed } from '../rewrite/surroundings.js';
import type { SyntaxProblem } from '../suppression/problem.js';
import type { Entry, Line, Tree } from '../suppression/tree.js';
import { refusalOf } from './refusal.js';

/** What one blank line sets off from the rest of a formatted file. */
export type Block =
  | { readonly type: 'entry'; readonly entry: Entry }
  /** Comment lines without a blank line between them that belong to no entry. */
  | { readonly type: 'comments'; readonly lines: readonly Line[] }
  /** Stays byte for byte; `problem` is the first thing that Valgrind refuses in it. */
  | { readonly type: 'broken'; readonly items: readonly Item[]; readonly problem: SyntaxProblem };

type Item = Entry | Line;

/**
 * A file in blocks, in its order, without the blank lines between them. A broken block reaches from the first to the
 * last broken piece between two sound entries, comments that touch it included. A file with broken pieces and no sound
 * entry is one broken block: it may be for another program, such as a sanitizer.
 */
export function blocksOf(tree: Tree, version: string): Block[] {
  const broken = brokenItems(tree, version);
  const [problem] = broken.values();
  if (problem && tree.items.every((item) => item.type !== 'entry' || broken.has(item)))
    return [{ type: 'broken', items: tree.items, problem }];
  const blocks: Block[] = [];
  let between: Item[] = [];
  for (const item of tree.items) {
    if (item.type !== 'entry' || broken.has(item)) {
      between.push(item);
      continue;
    }
    for (const block of blocksBetween(between, broken)) blocks.push(block);
    blocks.push({ type: 'entry', entry: item });
    between = [];
  }
  return [...blocks, ...blocksBetween(between, broken)];
}

/** The pieces that Valgrind refuses, and the entries into which one runs that is not closed. */
function brokenItems(tree: Tree, version: string): ReadonlyMap<Item, SyntaxProblem> {
  const broken = new Map<Item, SyntaxProblem>();
  let unclosed: SyntaxProblem | undefined;
  for (const item of tree.items) {
    if (item.type === 'blank') continue;
    const problem = refusalOf(item, tree, version) ?? (item.type === 'entry' ? unclosed : undefined);
    if (problem) broken.set(item, problem);
    if (item.type === 'entry') unclosed = isClosed(item) ? undefined : problem;
  }
  return broken;
}

/** The blocks of what stands between two sound entries. */
function blocksBetween(items: readonly Item[], broken: ReadonlyMap<Item, SyntaxProblem>): Block[] {
  let from = items.findIndex((item) => broken.has(item));
  if (from < 0) return paragraphs(items);
  const problem = broken.get(items[from]!)!;
  let to = items.findLastIndex((item) => broken.has(item));
  while (items[from - 1]?.type === 'comment') from -= 1;
  while (items[to + 1]?.type === 'comment') to += 1;
  return [
    ...paragraphs(items.slice(0, from)),
    { type: 'broken', items: items.slice(from, to + 1), problem },
    ...paragraphs(items.slice(to + 1)),
  ];
}

function paragraphs(items: readonly Item[]): Block[] {
  const found: Line[][] = [[]];
  for (const item of items) {
    if (item.type === 'comment') found.at(-1)!.push(item);
    else found.push([]);
  }
  return found.filter((lines) => lines.length > 0).map((lines) => ({ type: 'comments', lines }));
}
