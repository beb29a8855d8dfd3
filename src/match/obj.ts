import type { Frame } from '../finding/finding.js';
import { fitsAnything, globMatches } from './glob.js';
import type { Answer } from './answer.js';

/**
 * Does `obj:pattern` match the frame? Valgrind compares the path of the mapped file, `???` where there is none.
 * Text logs leave it out wherever they know a source line.
 */
export function objMatches(pattern: string, frame: Frame): Answer {
  if (frame.obj !== undefined) return globMatches(pattern, frame.obj) ? 'yes' : 'no';
  return fitsAnything(pattern) ? 'yes' : 'unknown';
}
