import { globMatches } from '../../match/glob.js';
import { operatorSymbol } from '../../match/operators.js';
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
  const isOperator = operatorSymbol(pattern) === frame.fun || isOperatorNew(pattern, frame.fun);
  if (!isOperator) return undefined;
  return {
    why: 'operators have mangled names as all of C++ does',
    instead: { type: 'fun', pattern: frame.fun },
  };
};

/** `new`, `operator new`, `__builtin_new` and the like. */
function isOperatorNew(pattern: string, name: string): boolean {
  const found = /^(?:operator ?|__builtin_)?(?:(vec_)?(new|delete))(\[\])?\*?$/.exec(pattern);
  if (!found) return false;
  const isArray = found[1] !== undefined || found[3] !== undefined;
  return name.startsWith(found[2] === 'new' ? (isArray ? '_Zna' : '_Znw') : isArray ? '_Zda' : '_Zdl');
}
