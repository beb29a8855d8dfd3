import type { Frame } from '../finding/finding.js';
import { fitsAnything, globMatches } from './glob.js';
import type { Verdict } from './verdict.js';

/**
 * Does `obj:pattern` match the frame? Valgrind compares the path of the mapped file, `???` where there is none.
 * Text logs leave it out wherever they know a source line.
 */
export function objMatches(pattern: string, frame: Frame): Verdict {
  if (frame.obj !== undefined) return globMatches(pattern, frame.obj) ? 'yes' : 'no';
  return fitsAnything(pattern) ? 'yes' : 'unknown';
}
