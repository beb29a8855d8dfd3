import { parse } from '../../suppression/parse.js';
import { linesOf } from '../../suppression/tree.js';
import { blocksIn } from './contested.js';

/** What an earlier merge left for a person to decide, and nobody has. */
export interface StillOpen {
  /** Of the entry; undefined where somebody has changed the block so that it tells none. */
  readonly name: string | undefined;
  /** 1-based, of the first line of the block. */
  readonly line: number;
}

/** The blocks of a merged file that are not of this merge, in the order of the file. */
export function stillOpen(bytes: string, conflicts: readonly { readonly line: number }[]): StillOpen[] {
  // Hardly any file has one.
  if (!bytes.includes('# <<<<<<<')) return [];
  const own = new Set(conflicts.map(({ line }) => line));
  return blocksIn([...linesOf(parse(bytes))].filter(({ type }) => type === 'comment'))
    .map(({ block, contested }) => ({ name: contested?.name, line: block[0]!.line }))
    .filter(({ line }) => !own.has(line));
}
