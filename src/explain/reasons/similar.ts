import { withoutEndStars } from '../../match/glob.js';
import { commonStart, longestName } from './names.js';
import type { Recogniser } from './reason.js';

/** One name is the beginning of the other, or they are overloads of one function. */
export const similar: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || frame.fun === undefined || frame.fun === '???') return undefined;
  const [pattern, name] = [withoutEndStars(line.pattern), frame.fun];
  if (pattern.length > longestName || name.length > longestName || /[*?]/.test(pattern)) return undefined;
  const shared = commonStart(pattern, name);
  const exact = { type: 'fun', pattern: name } as const;
  if (pattern.toLowerCase() === name.toLowerCase())
    return { why: 'upper and lower case differ', instead: exact };
  const [shorter, longer] = [Math.min(pattern.length, name.length), Math.max(pattern.length, name.length)];
  if (shared === shorter && shared >= 4 && 2 * shared >= longer)
    return {
      why: shared === pattern.length ? 'the name goes on' : 'the name ends before',
      instead: { type: 'fun', pattern: `${name.slice(0, shared)}*` },
      ...(areOfOne(pattern, name) ? {} : { alike: 'beginning' as const }),
    };
  // Overloads: the same function with other parameters.
  const called = functionOf(name);
  if (called !== undefined && functionOf(pattern) === called)
    return { why: 'the parameters are others', instead: { type: 'fun', pattern: `${called}*` } };
  return undefined;
};

/** A mangled name may end where the parameters begin; where that of a C function goes on, another function is named. */
function areOfOne(pattern: string, name: string): boolean {
  const [a, b] = [functionOf(pattern) ?? pattern, functionOf(name) ?? name];
  return a === b;
}

/** `_ZN2ns1fE` for `_ZN2ns1fEi`, `_Z4lose` for `_Z4losev`; undefined for names that are made up in another way. */
function functionOf(symbol: string): string | undefined {
  const start = /^_Z(N?)[rVK]*/.exec(symbol);
  if (!start) return undefined;
  let at = start[0].length;
  for (;;) {
    const number = /^(\d{1,4})/.exec(symbol.slice(at, at + 4))?.[1];
    if (number === undefined) break;
    at += number.length + Number(number);
    if (start[1] === '') break;
  }
  if (at === start[0].length || at >= symbol.length) return undefined;
  if (start[1] === '') return symbol.slice(0, at);
  return symbol[at] === 'E' ? symbol.slice(0, at + 1) : undefined;
}
