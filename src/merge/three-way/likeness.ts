import { lineOf } from '../../suppression/tree.js';
import type { CommentNode, EntryNode } from './outline.js';

/** What a node is compared by. */
export interface Likeness {
  /** Only nodes of one kind are alike. */
  readonly kind: string;
  readonly name?: string;
  readonly lines: readonly string[];
}

export interface Couple {
  /** Indices. */
  readonly a: number;
  readonly b: number;
}

/** A line that more nodes have tells little; they are compared where they have another one in common, too. */
const mostWithLine = 64;

/** Pairs of which each has more than half of the other's lines, names included, the most alike first. */
export function couples(left: readonly Likeness[], right: readonly Likeness[]): Couple[] {
  const byLine = new Map<string, number[]>();
  for (const [b, { kind, lines }] of right.entries())
    for (const line of new Set(lines)) {
      const key = `${kind}\n${line}`;
      const known = byLine.get(key);
      if (known) known.push(b);
      else byLine.set(key, [b]);
    }
  const found: (Couple & { readonly score: number })[] = [];
  for (const [a, { kind, lines }] of left.entries()) {
    const candidates = new Set<number>();
    for (const line of lines) {
      const some = byLine.get(`${kind}\n${line}`) ?? [];
      if (some.length <= mostWithLine) for (const b of some) candidates.add(b);
    }
    for (const b of candidates) {
      const score = scoreOf(left[a]!, right[b]!);
      if (score > 0.5) found.push({ a, b, score });
    }
  }
  return found.sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
}

/** The part of the lines that both have. A new name does not count against one that has all lines of the other. */
function scoreOf(a: Likeness, b: Likeness): number {
  const common = shared(a.lines, b.lines);
  const longest = Math.max(a.lines.length, b.lines.length);
  const contains = common === Math.min(a.lines.length, b.lines.length);
  if (contains || a.name === undefined) return common / longest;
  return (common + (a.name === b.name ? 1 : 0)) / (longest + 1);
}

/** How many lines two lists have in common, each as often as both have it. */
function shared(a: readonly string[], b: readonly string[]): number {
  const left = new Map<string, number>();
  for (const line of b) left.set(line, (left.get(line) ?? 0) + 1);
  let count = 0;
  for (const line of a) {
    const more = left.get(line) ?? 0;
    if (more === 0) continue;
    left.set(line, more - 1);
    count += 1;
  }
  return count;
}

export function likenessOf(node: EntryNode | CommentNode): Likeness {
  if (node.type === 'comments') {
    // A rule of dashes says nothing.
    return {
      kind: '#',
      lines: node.lines.map(({ text }) => text).filter((text) => /[a-z\d\x80-\xff]/i.test(text)),
    };
  }
  const { source } = versionOf(node);
  return { kind: kindOf(node), name: node.name, lines: source.ofType('body').map(({ text }) => text) };
}

/** What an entry is about: the tools that load it, each with the kind of finding. */
export function kindOf(node: EntryNode): string {
  const { loaded, source } = versionOf(node);
  if (loaded.size === 0) return lineOf(source, 'kind')!.text;
  return [...loaded].map(([tool, { kind }]) => `${tool} ${kind}`).join(', ');
}

function versionOf({ live, contested }: EntryNode) {
  return live ?? contested!.versions[0]!;
}
