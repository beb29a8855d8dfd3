import { maxLeakSetLength } from './limits.js';
import { leakKinds, type LeakKind } from './suppression.js';

/**
 * The set of a `match-leak-kinds:` line, in Valgrind's order; empty for `none`, undefined when Valgrind refuses
 * it. Words are separated by commas only, blanks belong to the words, and empty words do not count.
 */
export function parseLeakSet(text: string): readonly LeakKind[] | undefined {
  if (text.length > maxLeakSetLength) return undefined;
  const words = new Set(text.split(',').filter((word) => word !== ''));
  if (words.size === 0) return undefined;
  if (words.has('all') || words.has('none')) {
    if (words.size > 1) return undefined;
    return words.has('all') ? leakKinds : [];
  }
  const kinds = leakKinds.filter((kind) => words.has(kind));
  return kinds.length === words.size ? kinds : undefined;
}

/** The text of a set that `parseLeakSet` reads back. */
export function formatLeakSet(kinds: readonly LeakKind[]): string {
  const sorted = leakKinds.filter((kind) => kinds.includes(kind));
  if (sorted.length === 0) return 'none';
  return sorted.length === leakKinds.length ? 'all' : sorted.join(',');
}
