import { quote } from '../../suppression/explain.js';
import { metadataOf, type Malformed, type MetadataKey } from '../../suppression/metadata.js';
import { atLine, replacing } from '../place.js';
import type { Rule } from '../rule.js';

export const malformedMetadata: Rule = {
  id: 'malformed-metadata',
  level: 'warning',
  description: 'Comments that are data to chaff, such as "# expires: 2026-01-31", can be read.',
  why:
    'To Valgrind they are plain comments, so nobody notices that "# expire: 2026-01-31" or "# expires: 31 Jan" says ' +
    'nothing: the entry stays for ever, and no report names its bug or its owner.',
  example: {
    wrong:
      '# expires: 2026-02-30\n{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
    right:
      '# expires: 2026-02-28\n{\n   cache of the parser\n   Memcheck:Leak\n   match-leak-kinds: reachable\n   fun:malloc\n   fun:parser_cache\n}\n',
  },
  *check({ files }) {
    for (const { name, entries } of files)
      for (const { tree, tools } of entries)
        for (const malformed of metadataOf(tree).malformed) {
          const { line, from, to, fault, key } = malformed;
          const rename = { description: `write "${key}"`, edits: [replacing(line, key, from, to)] };
          yield {
            ...(from < to ? atLine(name, line, from, to) : atLine(name, line)),
            message: messageFor(malformed),
            tools,
            suggestions: fault === 'key' ? [rename] : [],
          };
        }
  },
};

function messageFor({ key, fault, line, from, to }: Malformed): string {
  const text = quote(line.text.slice(from, to));
  switch (fault) {
    case 'key':
      return `${text} is plain prose to chaff. Write "${key}" if that is meant.`;
    case 'empty':
      return `Nothing stands behind "${key}:". Say what is meant, or remove the line.`;
    case 'repeated':
      return `"${key}" counts once, and the first one is above. Remove one of them.`;
    case 'value':
      return `${text} is ${wanted[key]}.`;
  }
}

/** What is wrong with a value and how it should look. Free text is never wrong. */
const wanted: Readonly<Partial<Record<MetadataKey, string>>> = {
  bug: 'no URL. Write one, e.g. "https://bugs.kde.org/show_bug.cgi?id=1", without blanks',
  added: 'no day of the calendar. Write it as YYYY-MM-DD',
  expires: 'no day of the calendar. Write it as YYYY-MM-DD',
  valgrind:
    'no range of versions. Write e.g. ">=3.19", "<3.22", "3.19", or several of them with commas between',
  max: 'no whole number',
};
