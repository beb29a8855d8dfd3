import { exactLine } from '../../generate/lines.js';
import { globMatches } from '../../match/glob.js';
import type { Recogniser } from './reason.js';

/** The base name of a source file, and its line where the pattern has one. */
export const sources: Recogniser = ({ line, frame, inlinedBefore }) => {
  if (line.type !== 'src' || inlinedBefore) return undefined;
  if (frame.file === null)
    return {
      why: 'Valgrind has no line information here, so that no src: matches',
      ...(frame.fun === undefined ? {} : { instead: exactLine(frame) }),
    };
  if (frame.file === undefined) return undefined;
  const anyLine = { type: 'src', line: 0 } as const;
  if (globMatches(line.file, frame.file))
    return { why: 'the line is another one', instead: { ...anyLine, file: line.file } };
  const base = line.file.replace(/^.*\//s, '');
  if (base === line.file || base === '' || !globMatches(base, frame.file)) return undefined;
  return { why: 'the name is compared without its directories', instead: { ...line, file: base } };
};
