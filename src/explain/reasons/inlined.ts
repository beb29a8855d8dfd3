import { longestName } from './names.js';
import type { Recogniser } from './reason.js';

/** An inlined call has no symbol: `fun:peek` stands for `ns::S::peek(int)`, whose symbol would be `_ZN2ns1S4peekEi`. */
export const inlined: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || !frame.inlined || frame.fun === undefined) return undefined;
  if (line.pattern.length > longestName || frame.fun.length > longestName) return undefined;
  const name = /^\w+/.exec(frame.fun)?.[0];
  if (name === undefined) return undefined;
  const isMangled = line.pattern.startsWith('_Z') && line.pattern.includes(`${name.length}${name}`);
  const isQualified = new RegExp(`(?:^|::)${name}(?:[(<].*)?$`, 's').test(line.pattern);
  if (!isMangled && !isQualified) return undefined;
  return {
    why: 'an inlined call has no symbol, Valgrind compares its plain name in the source',
    instead: { type: 'fun', pattern: frame.fun },
  };
};
