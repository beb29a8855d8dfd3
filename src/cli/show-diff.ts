import { colouredDiff } from '../report/rewrite/coloured-diff.js';
import type { Terminal } from './terminal.js';

/** Prints a unified diff, a byte string: for `patch` as it is, for people in colours and escaped. */
export function showDiff(diff: string, { colour, out, bytes }: Terminal): void {
  if (colour) out(colouredDiff(diff));
  else bytes(diff);
}
