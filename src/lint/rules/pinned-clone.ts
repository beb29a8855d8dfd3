import { withoutEndStars } from '../../match/glob.js';
import { withoutClone } from '../../minimize/durable.js';
import { quote, quoteWhole } from '../../suppression/explain.js';
import { pinBetween, pinnedIn } from '../pinned.js';
import type { Rule } from '../rule.js';

export const pinnedClone: Rule = {
  id: 'pinned-clone',
  level: 'info',
  description: 'An entry names functions without the numbers of the clones that a compiler made of them.',
  why:
    'An optimising compiler splits and specialises functions, and names the parts "f.part.0", "f.isra.3" or "f.cold". The ' +
    'suffix is part of the symbol. Another compiler, other options or a change elsewhere in the file give another one, or ' +
    'none at all, and the entry hides nothing any more.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find.isra.0\n   fun:table_open\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find*\n   fun:table_open\n}\n',
  },
  *check({ files }) {
    yield* pinnedIn(files, ({ type, pattern }) => {
      if (type !== 'fun' || !pattern.includes('.')) return undefined;
      const lasting = withoutClone(withoutEndStars(pattern));
      const pin = lasting.endsWith('*') ? pinBetween(pattern, lasting) : undefined;
      return (
        pin && {
          ...pin,
          message: `${quote(pattern)} is one of the clones that a compiler made of a function; another build numbers them anew. Write ${quoteWhole(lasting)}.`,
        }
      );
    });
  },
};
