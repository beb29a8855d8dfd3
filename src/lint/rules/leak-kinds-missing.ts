import { atLine } from '../place.js';
import type { Rule } from '../rule.js';

export const leakKindsMissing: Rule = {
  id: 'leak-kinds-missing',
  level: 'warning',
  description: 'An entry for leaks says which kinds of leaks it is for.',
  why:
    'Without a line "match-leak-kinds:" an entry hides leaks of every kind. One that was made for blocks that are still ' +
    'reachable then hides the definite leak as well that somebody adds at the same place tomorrow.',
  example: {
    wrong: '{\n   cache of the parser\n   Memcheck:Leak\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  *check({ files }) {
    for (const { name, entries } of files)
      for (const entry of entries) {
        const { suppression, tools } = entry;
        if (suppression.kind === 'Memcheck:Leak' && suppression.leakKinds === undefined)
          yield {
            ...atLine(name, entry.kind),
            message:
              'This entry hides leaks of all four kinds. Add a line "match-leak-kinds:" below with those that it is for.',
            tools,
          };
      }
  },
};
