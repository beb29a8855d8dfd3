import type { Line } from '../suppression/tree.js';
import type { LintEntry } from './rule.js';

/**
 * The lines where locations stand that Valgrind skips unread, since `--num-callers` others come before them. They need not
 * be locations.
 */
export function linesCutOff(
  { tree, extra, suppression: { frames } }: LintEntry,
  numCallers: number,
): readonly Line[] {
  // The lines of an entry are cut from the file each time somebody asks for them.
  if (frames.length < numCallers) return [];
  return tree.lines.filter(({ type }) => type === 'body').slice(frames.length + (extra ? 1 : 0));
}
