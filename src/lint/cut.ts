import type { Line } from '../suppression/tree.js';
import type { LintEntry } from './rule.js';

/**
 * The lines where locations stand that Valgrind skips unread, since `--num-callers` others come before them. They need not
 * be locations.
 */
export function linesCutOff(entry: LintEntry, numCallers: number): readonly Line[] {
  const { tree, hasExtra, suppression } = entry;
  const read = suppression.frames.length + (hasExtra ? 1 : 0);
  if (suppression.frames.length < numCallers || tree.placesOf('body').length === read) return [];
  return tree.ofType('body').slice(read);
}
