import { fishyValuesOf } from '../../suppression/fishy-values.js';
import type { Line } from '../../suppression/tree.js';
import { atLine, newlineOf } from '../place.js';
import type { Fix } from '../problem.js';
import { removingWithComments } from '../removal.js';
import type { LintEntry, Rule } from '../rule.js';

export const crashesValgrind: Rule = {
  id: 'crashes-valgrind',
  level: 'error',
  description: 'No entry makes Valgrind crash.',
  why:
    'Valgrind reads "Helgrind:FreeMemLock", and "Memcheck:FishyValue" without its line "function(argument)", without a ' +
    'word. Helgrind then aborts at the first error that it compares with the one, and Memcheck ends with a ' +
    'segmentation fault at the first fishy value that it compares with the other. The run is lost.',
  example: {
    wrong:
      '{\n   the parser asks for too much\n   Memcheck:FishyValue\n   fun:malloc\n   fun:parse_header\n}\n',
    right:
      '{\n   the parser asks for too much\n   Memcheck:FishyValue\n   malloc(size)\n   fun:malloc\n   fun:parse_header\n}\n',
  },
  *check({ files }) {
    for (const { name, entries } of files)
      for (const entry of entries) {
        const { file, tools, tree, suppression } = entry;
        if (suppression.kind === 'Helgrind:FreeMemLock')
          yield {
            ...atLine(name, entry.kind),
            message:
              'Helgrind has no such error any more, and aborts when it compares another one with this entry. Remove it.',
            tools,
            suggestions: [{ description: 'remove this entry', edits: [removingWithComments(file, tree)] }],
          };
        if (suppression.kind === 'Memcheck:FishyValue' && suppression.extra === undefined)
          yield {
            ...atLine(name, entry.kind),
            message:
              'Memcheck crashes when it compares a fishy value with this entry, since it does not say which function ' +
              'and argument it is for. Add them on a line below, e.g. "malloc(size)".',
            tools,
            suggestions: texts(entry).map((text) => addition(entry.kind, text)),
          };
      }
  },
};

/** What the entry can be meant for, by its first location. */
function texts({ suppression }: LintEntry): readonly string[] {
  const [first] = suppression.frames;
  return first?.type === 'fun' ? fishyValuesOf(first.pattern) : [];
}

function addition(kind: Line, text: string): Fix {
  const end = kind.offset + kind.text.length;
  const added = `${newlineOf(kind)}${kind.indent}${text}`;
  return { description: `add "${text}"`, edits: [{ start: end, end, text: added }] };
}
