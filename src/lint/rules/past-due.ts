import { metadataOf } from '../../suppression/metadata.js';
import { atLine } from '../place.js';
import { removalOf } from '../removal.js';
import type { Rule } from '../rule.js';

export const pastDue: Rule = {
  id: 'past-due',
  level: 'warning',
  description: 'No entry stays beyond the day of its "# expires:".',
  why:
    'An entry that was to bridge the time until a fix hides whatever breaks at the same place later, long after the ' +
    'fix has come. The day is the promise to look at it again.',
  example: {
    wrong:
      '# expires: 2026-03-31\n{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '# expires: 2026-04-01\n{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    set: { today: '2026-04-01' },
  },
  needsToday: true,
  *check({ files, today }) {
    for (const { name, entries } of files)
      for (const entry of entries)
        for (const { value, line, from, to } of metadataOf(entry.tree).expires)
          if (today !== undefined && value < today)
            yield {
              ...atLine(name, line, from, to),
              message: `This entry was to go after ${value}. Remove it, or set another day if it is still needed.`,
              tools: entry.tools,
              suggestions: [removalOf(entry)],
            };
  },
};
