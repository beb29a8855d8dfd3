import { globMatches } from '../../match/glob.js';
import { textOf } from '../../match/plain-stack.js';
import { withText } from './pattern.js';
import type { Recogniser } from './reason.js';

/** `fun:g_.*` wants a dot. */
export const regularExpressions: Recogniser = ({ line, frame }) => {
  const text = textOf(line);
  const name = line.type === 'src' ? frame.file : frame[line.type];
  if (typeof name !== 'string' || !/\.[*+]|\\\.|^\^|\$$/.test(text)) return undefined;
  const glob = text
    .replace(/^\^|\$$/g, '')
    .replace(/\.[*+]/g, '*')
    .replace(/\\\./g, '.');
  if (glob === text || !globMatches(glob, name)) return undefined;
  return {
    why: 'patterns are no regular expressions, they have * (any bytes) and ? (one byte)',
    instead: withText(line, glob),
  };
};
