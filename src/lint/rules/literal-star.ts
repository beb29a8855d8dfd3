import { quote } from '../../suppression/explain.js';
import { pinnedIn } from '../pinned.js';
import type { Rule } from '../rule.js';

export const literalStar: Rule = {
  id: 'literal-star',
  level: 'off',
  description: 'A star that is part of a name is written "?".',
  why:
    'Some names hold a star: those of the functions that DRD replaces (pthread_mutex_lock@*), C++ operators and types of ' +
    'pointers in the plain names of inlined calls. --gen-suppressions prints it as it is, and read back it is a wildcard ' +
    'that fits more: "operator*" fits "operator()" as well. For most that makes no difference, and a star may be meant as ' +
    'a wildcard; so this is for those who want exact names.',
  example: {
    wrong:
      '{\n   counter of the pool\n   drd:MutexErr\n   fun:pthread_mutex_unlock_intercept\n   fun:pthread_mutex_unlock@*\n   fun:pool_leave\n}\n',
    right:
      '{\n   counter of the pool\n   drd:MutexErr\n   fun:pthread_mutex_unlock_intercept\n   fun:pthread_mutex_unlock@?\n   fun:pool_leave\n}\n',
  },
  *check({ files }) {
    yield* pinnedIn(files, ({ type, pattern }) => {
      const stars = type === 'fun' && pattern.includes('*') ? starsIn(pattern) : undefined;
      return (
        stars && {
          ...stars,
          instead: pattern.slice(stars.from, stars.to).replaceAll('*', '?'),
          message: `The star in ${quote(pattern)} seems to be part of the name, and is read as a wildcard. Write "?" for it.`,
        }
      );
    });
  },
};

/** Where stars that are likely to be parts of the name begin and end. */
function starsIn(pattern: string): { readonly from: number; readonly to: number } | undefined {
  const single = /^(?:(?:pthread|sem)_\w+@(?=\*$)|operator(?:->)?(?=\*=?$))/.exec(pattern)?.[0].length;
  if (single !== undefined) return { from: single, to: single + 1 };
  const inArguments = /^[^*?]*<[^*?]*\w(?: const)?(?=\*+(?: const)?[&>,])/.exec(pattern)?.[0].length;
  if (inArguments === undefined) return undefined;
  return { from: inArguments, to: pattern.lastIndexOf('*', pattern.lastIndexOf('>')) + 1 };
}
