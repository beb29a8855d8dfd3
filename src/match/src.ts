import type { Frame } from '../finding/finding.js';
import { globMatches } from './glob.js';
import type { Verdict } from './verdict.js';

/**
 * Does `src:file:line` match the frame at `position` of the stack? Line 0 is any line, and no pattern matches a
 * frame without line information.
 *
 * Valgrind looks the source up with a position among the frames as shown, inlined calls included, in the list
 * of return addresses, which has none of them. So from the first inlined call on, it looks at another frame, or
 * behind the end of the list. What it sees then is not in the log.
 */
export function srcMatches(
  pattern: { readonly file: string; readonly line: number },
  frames: readonly Frame[],
  position: number,
): Verdict {
  for (let k = 0; k <= position; k++) if (frames[k]!.inlined) return 'unknown';
  const { file, line } = frames[position]!;
  if (file === null) return 'no';
  if (file !== undefined && !globMatches(pattern.file, file)) return 'no';
  if (line !== undefined && pattern.line !== 0 && pattern.line !== line) return 'no';
  return file === undefined || (line === undefined && pattern.line !== 0) ? 'unknown' : 'yes';
}
