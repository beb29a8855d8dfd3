import { lineOf, type Entry } from '../suppression/tree.js';
import type { Block } from './blocks.js';

/** By name, or by tool and kind and then by name. */
export const sortOrders = ['none', 'name', 'kind'] as const;
export type SortOrder = (typeof sortOrders)[number];

type EntryBlock = Extract<Block, { type: 'entry' }>;

/**
 * Sorts entries, each with its comments, in the order of their bytes; equals keep their order. Comments that belong to
 * no entry stay where they are, and no entry passes them. Where something is broken nothing moves: what Valgrind makes
 * of a broken piece depends on what follows.
 */
export function sorted(blocks: readonly Block[], order: SortOrder): readonly Block[] {
  if (order === 'none' || blocks.some(({ type }) => type === 'broken')) return blocks;
  const result: Block[] = [];
  let section: EntryBlock[] = [];
  const endSection = () => {
    section.sort((a, b) => compare(keyOf(a.entry, order), keyOf(b.entry, order)));
    for (const block of section) result.push(block);
    section = [];
  };
  for (const block of blocks) {
    if (block.type === 'entry') {
      section.push(block);
      continue;
    }
    endSection();
    result.push(block);
  }
  endSection();
  return result;
}

/** Sound entries have both lines; the newline keeps a kind from running into the name. */
function keyOf(entry: Entry, order: 'name' | 'kind'): string {
  const name = lineOf(entry, 'name')!.text;
  return order === 'name' ? name : `${lineOf(entry, 'kind')!.text}\n${name}`;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
