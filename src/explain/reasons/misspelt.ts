import { editDistance } from '../../suppression/near-words.js';
import type { Recogniser } from './reason.js';

const longest = 100;

/** A slip of the pen: a letter or two are others, not the first one, and the name has as many words. */
export const misspelt: Recogniser = ({ line, frame: { fun: name } }) => {
  if (line.type !== 'fun' || name === undefined || name === '???') return undefined;
  const { pattern } = line;
  // Nobody writes mangled names by hand, nor any that are long.
  if (pattern.length < 5 || pattern.length > longest || /[*?]|^_[ZRD]/.test(pattern)) return undefined;
  if (pattern[0] !== name[0] || wordsIn(pattern) !== wordsIn(name)) return undefined;
  if (Math.abs(pattern.length - name.length) > 2 || editDistance(pattern, name) > 2) return undefined;
  return { why: 'nearly the same name', instead: { type: 'fun', pattern: name }, alike: 'spelling' };
};

function wordsIn(name: string): number {
  return name.split('_').length;
}
