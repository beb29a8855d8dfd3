import type { Frame } from '../finding/finding.js';
import { globMatches } from './glob.js';
import type { Answer } from './answer.js';

/**
 * Does `src:file:line` match the frame? Line 0 is any line, and no pattern matches a frame without line information.
 *
 * Valgrind looks the source up with a position among the frames as shown, inlined calls included, in the list
 * of return addresses, which has none of them. So from the first inlined call on, it looks at another frame, or
 * behind the end of the list. What it sees then is not in the log: `inlinedBefore` says that this frame, or one
 * inside it, is an inlined call.
 */
export function srcMatches(
  pattern: { readonly file: string; readonly line: number },
  frame: Frame,
  inlinedBefore: boolean,
): Answer {
  if (inlinedBefore) return 'unknown';
  const { file, line } = frame;
  if (file === null) return 'no';
  if (file !== undefined && !globMatches(pattern.file, file)) return 'no';
  if (line !== undefined && pattern.line !== 0 && pattern.line !== line) return 'no';
  return file === undefined || (line === undefined && pattern.line !== 0) ? 'unknown' : 'yes';
}
