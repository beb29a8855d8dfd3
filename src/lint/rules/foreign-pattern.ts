import { quote, quoteWhole } from '../../suppression/explain.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { judged } from '../judged.js';
import { atLine, replacing } from '../place.js';
import type { Rule } from '../rule.js';

export const foreignPattern: Rule = {
  id: 'foreign-pattern',
  level: 'warning',
  description:
    'A location has no wildcards but "*" and "?", and nothing else of the patterns of other tools.',
  why:
    'Shells and regular expressions know sets such as [0-9], alternatives such as {a,b}, anchors and quotes. To Valgrind all ' +
    'of them are bytes of the name, and no function and hardly any file is called so: the line never matches.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find[0-9]\n   obj:*/libtable.{so,dylib}\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find?\n   obj:*/libtable.*\n}\n',
  },
  *check({ files }) {
    for (const file of files)
      for (const { entry, location, verdict } of judged(file, foreignIn)) {
        const { line } = location;
        const { what, instead } = verdict;
        const text = line.text.slice(0, 'fun:'.length) + instead;
        yield {
          ...atLine(file.name, line, 'fun:'.length),
          message: `To Valgrind ${what} part of the name. Write ${quoteWhole(text)}.`,
          tools: entry.tools,
          suggestions: [{ description: `write ${quote(text)}`, edits: [replacing(line, text)] }],
        };
      }
  },
};

interface Foreign {
  readonly what: string;
  readonly instead: string;
}

/**
 * Only in what is else made of identifiers or paths: brackets and quotes are parts of the names of operators, closures, methods
 * of Objective-C, and of C++ functions with a tag of their ABI.
 */
const foreign: readonly {
  readonly types: readonly FramePattern['type'][];
  readonly fits: RegExp;
  readonly what: string;
  readonly instead: (pattern: string) => string;
}[] = [
  {
    types: ['fun', 'obj'],
    fits: /^[\w$.@*?/+-]*\[[\w$.*?!^-]+\][\w$.@*?/+[\]!^-]*$/,
    what: 'a set in brackets is',
    instead: (pattern) => pattern.replace(/\[[^\][]+\]/g, '?'),
  },
  {
    types: ['fun', 'obj'],
    fits: /^[\w$.@*?/+-]*\{[\w$.@*?/+-]*(?:,[\w$.@*?/+-]*)+\}[\w$.@*?/+{,}-]*$/,
    what: 'alternatives in braces are',
    instead: (pattern) => pattern.replace(/\{[^{}]*\}/g, '*'),
  },
  {
    types: ['fun'],
    fits: /^\^[\w$.@*?]+$/,
    what: '"^" is',
    instead: (pattern) => pattern.slice(1).replace(/\$$/, ''),
  },
  {
    types: ['fun', 'obj'],
    // Operators of Ada are quoted.
    fits: /^(["'])(?!(?:abs|and|mod|not|or|rem|xor)")[*?/]*\w[\w$.@*?/+-]*\1$/,
    what: 'a quote is',
    instead: (pattern) => pattern.slice(1, -1),
  },
  {
    types: ['obj'],
    fits: /^(?=[^:]*\.so)[^:]*:\d+$/,
    what: 'the number of a line is',
    instead: (pattern) => pattern.replace(/:\d+$/, ''),
  },
];

function foreignIn(line: FramePattern): Foreign | undefined {
  if (line.type !== 'fun' && line.type !== 'obj') return undefined;
  const { type, pattern } = line;
  const found = foreign.find(({ types, fits }) => types.includes(type) && fits.test(pattern));
  return found && { what: found.what, instead: found.instead(pattern) };
}
