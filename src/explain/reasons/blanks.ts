import { globMatches } from '../../match/glob.js';
import { textOf } from '../../match/plain-stack.js';
import { longestName } from './names.js';
import { withText } from './pattern.js';
import type { Recogniser } from './reason.js';

/** `fun: f` looks for a function whose name begins with a blank. */
export const blanks: Recogniser = ({ line, frame }) => {
  const text = textOf(line);
  const name = line.type === 'src' ? frame.file : frame[line.type];
  if (typeof name !== 'string' || text.length > longestName) return undefined;
  const withoutNote = text.replace(/(?<![ \t])[ \t]+#.*$/s, '').trim();
  if (withoutNote === text || withoutNote === '' || !globMatches(withoutNote, name)) return undefined;
  const why = /[ \t]#/.test(text)
    ? 'a comment cannot stand behind a location, all of the line is the pattern'
    : 'the blank is part of the pattern';
  return { why, instead: withText(line, withoutNote) };
};
