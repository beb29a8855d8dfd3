import { grouped } from '../../rewrite/grouped.js';
import { quote } from '../../suppression/explain.js';
import { freeNamesIn } from '../naming.js';
import { isPlaceholder } from '../placeholder.js';
import { atName, replacing } from '../place.js';
import type { LintEntry, LintFile, Rule } from '../rule.js';

export const duplicateName: Rule = {
  id: 'duplicate-name',
  level: 'info',
  description: 'No two entries of a file have the same name.',
  why:
    'The XML that Valgrind writes tells by name alone how often entries were used, and its text only adds a line number ' +
    'that the next change of the file moves. Entries of one name cannot be told apart.',
  example: {
    wrong:
      '{\n   zlib\n   Memcheck:Cond\n   fun:inflate\n}\n\n{\n   zlib\n   Memcheck:Value8\n   fun:deflate\n}\n',
    right:
      '{\n   zlib reads ahead\n   Memcheck:Cond\n   fun:inflate\n}\n\n{\n   zlib compares old hashes\n   Memcheck:Value8\n   fun:deflate\n}\n',
  },
  isRelative: true,
  *check({ files }) {
    for (const file of files) {
      const free = freeNamesIn(file);
      for (const [first, ...others] of namesakes(file)) {
        const { name } = first!.suppression;
        const rest = others.length > 1 ? ` and ${others.length - 1} more` : '';
        yield {
          ...atName(others[0]!),
          message: `The entry on line ${first!.name.line}${rest} ${rest === '' ? 'has' : 'have'} the name ${quote(name)}, too. Give each its own.`,
          tools: others[0]!.tools,
          related: [{ ...atName(first!), message: 'first used here' }],
          suggestions: [
            {
              description: 'number the entries of this name',
              edits: others.map((entry) => replacing(entry.name, free(name))),
            },
          ],
        };
      }
    }
  },
};

/** Entries of one tool that have one name, two or more, in the order of the file. */
function namesakes({ entries }: LintFile): readonly (readonly LintEntry[])[] {
  const named = entries.filter(({ suppression }) => !isPlaceholder(suppression.name));
  const groups = grouped(named, ({ tools, suppression }) => `${tools[0]!}\n${suppression.name}`);
  return [...groups.values()].filter((group) => group.length > 1);
}
