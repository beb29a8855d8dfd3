import { colouredDiff, plainDiff } from '../report/rewrite/coloured-diff.js';
import type { Terminal } from './terminal.js';

/** Prints a unified diff, a byte string: for `patch` as it is, for people escaped, in colours where these are wanted. */
export function showDiff(diff: string, { colour, outIsTerminal, out, bytes }: Terminal): void {
  if (colour) out(colouredDiff(diff));
  else if (outIsTerminal) out(plainDiff(diff));
  else bytes(diff);
}
