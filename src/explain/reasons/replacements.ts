import { globMatches } from '../../match/glob.js';
import { operatorGlob, operatorSymbol } from '../../match/operators.js';
import type { Recogniser } from './reason.js';

/** Functions that Valgrind puts its own in the place of, by the name that its own has (3.19, glibc 2.36). */
const replacements: Readonly<Record<string, readonly string[]>> = {
  memmove: ['memcpy', '__memcpy_chk', 'memmove'],
  bcmp: ['memcmp'],
  index: ['strchr'],
  rindex: ['strrchr'],
  memalign: ['aligned_alloc', 'valloc', 'posix_memalign'],
};

/** A function that Valgrind replaces has the name of the replacement, and `operator new` that of its symbol. */
export const replaced: Recogniser = ({ line, frame }) => {
  if (line.type !== 'fun' || frame.fun === undefined) return undefined;
  const { pattern } = line;
  const called = Object.hasOwn(replacements, frame.fun) ? replacements[frame.fun]! : [];
  if (called.some((name) => globMatches(pattern, name)))
    return {
      why: 'Valgrind replaces the function, and the frame has the name of its own one',
      instead: { type: 'fun', pattern: frame.fun },
    };
  const symbols = operatorSymbol(pattern) ?? operatorGlob(pattern);
  if (symbols === undefined || !globMatches(symbols, frame.fun)) return undefined;
  return {
    why: 'operators have mangled names as all of C++ does',
    instead: { type: 'fun', pattern: frame.fun },
  };
};
