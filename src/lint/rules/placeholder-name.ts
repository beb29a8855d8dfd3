import { quote } from '../../suppression/explain.js';
import { freeNamesIn, nameFor } from '../naming.js';
import { isPlaceholder } from '../placeholder.js';
import { atName, replacing } from '../place.js';
import type { Rule } from '../rule.js';

export const placeholderName: Rule = {
  id: 'placeholder-name',
  level: 'warning',
  description: 'Each entry has a name of its own, not the one that Valgrind puts there to be replaced.',
  why:
    'The name is all that Valgrind prints of an entry when it tells which ones were used. With ' +
    '"<insert_a_suppression_name_here>" nobody sees which one it was, or why it is there.',
  example: {
    wrong:
      '{\n   <insert_a_suppression_name_here>\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  *check({ files }) {
    for (const file of files) {
      const free = freeNamesIn(file);
      for (const entry of file.entries) {
        const { name, tools, suppression } = entry;
        if (!isPlaceholder(suppression.name)) continue;
        const better = free(nameFor(suppression));
        yield {
          ...atName(entry),
          message: `${quote(suppression.name)} says nothing. Give the entry a name that tells what it hides, and why.`,
          tools,
          suggestions: [{ description: `call it ${quote(better)}`, edits: [replacing(name, better)] }],
        };
      }
    }
  },
};
