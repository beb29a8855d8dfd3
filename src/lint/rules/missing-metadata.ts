import { metadataKeys, metadataOf } from '../../suppression/metadata.js';
import { atName } from '../place.js';
import type { OptionValue, Rule } from '../rule.js';

export const missingMetadata: Rule = {
  id: 'missing-metadata',
  level: 'off',
  description: 'Each entry carries the metadata that the team asks for, such as "# reason:".',
  why:
    'In a year nobody knows whether an entry hides a fault of a library, a false alarm, or a leak that somebody ' +
    'wanted to mend later. Then nobody dares to remove it.',
  example: {
    wrong:
      '{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '# reason: lives as long as the program\n{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  options: {
    require: {
      description: `keys that must be there, of ${metadataKeys.join(', ')}`,
      default: 'reason',
      check: (value) =>
        keysIn(value).every((key) => metadataKeys.some((known) => known === key))
          ? undefined
          : `a list of ${metadataKeys.join(', ')}`,
    },
  },
  *check({ files }, options) {
    const required = keysIn(options['require']!);
    for (const { entries } of files)
      for (const entry of entries) {
        const metadata = metadataOf(entry.tree);
        const given = new Set<string>([
          ...metadataKeys.filter((key) => metadata[key].length > 0),
          ...metadata.malformed.map(({ key }) => key), // which that rule speaks of
        ]);
        const missing = required.filter((key) => !given.has(key)).map((key) => `"# ${key}:"`);
        if (missing.length > 0)
          yield {
            ...atName(entry),
            message: `This entry lacks ${missing.join(' and ')}. Add it in comments above or inside the entry.`,
            tools: entry.tools,
          };
      }
  },
};

function keysIn(list: OptionValue): readonly string[] {
  return (
    String(list)
      .toLowerCase()
      .match(/[^\s,]+/g) ?? []
  );
}
