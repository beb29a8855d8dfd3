import { exactLine } from '../../generate/lines.js';
import { lineMatches } from '../../match/overlay.js';
import type { Recogniser } from './reason.js';

/** What is to be done where a log has demangled names only. */
export const comparesMangled =
  'and Valgrind compares the mangled one; record it with --gen-suppressions=all, or with --demangle=no';

/** The log does not tell what Valgrind compares. */
export const untold: Recogniser = ({ line, frame, inlinedBefore }) => {
  if (lineMatches(line, frame, inlinedBefore) !== 'unknown') return undefined;
  const named = frame.fun !== undefined && frame.fun !== '???';
  const instead = named ? { instead: exactLine(frame) } : { isOpen: true as const };
  switch (line.type) {
    case 'src':
      return {
        why: inlinedBefore
          ? 'behind an inlined call Valgrind compares src: with the source of another frame, and no log shows which'
          : 'the log does not tell the source',
        ...instead,
      };
    case 'obj':
      return {
        why: 'the log does not tell the object of this frame; a log recorded with --xml=yes does',
        ...instead,
      };
    case 'fun':
      return {
        why:
          frame.demangled === undefined
            ? 'the log does not tell the function'
            : `the log tells the demangled name only, ${comparesMangled}`,
        isOpen: true,
      };
  }
};
