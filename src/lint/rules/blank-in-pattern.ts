import { quote } from '../../suppression/explain.js';
import { atLine, replacing } from '../place.js';
import type { Fix, Range } from '../problem.js';
import type { LintEntry, LintLocation, Rule } from '../rule.js';

export const blankInPattern: Rule = {
  id: 'blank-in-pattern',
  level: 'error',
  description: 'No location has blanks or a comment that Valgrind takes for a part of the name.',
  why:
    'All that stands behind "fun:", "obj:" or "src:" is the pattern, up to the end of the line. With a blank in front, or ' +
    'a comment behind, it is compared with names that no function and no file has, so that the entry never matches. A ' +
    'comment needs a line of its own.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun: table_find\n   fun:table_open # on purpose\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find\n   # on purpose\n   fun:table_open\n}\n',
  },
  *check({ files }) {
    for (const { entries } of files)
      for (const entry of entries)
        for (const location of entry.locations) {
          const found = hasBlank.test(location.line.text) ? blankIn(entry, location) : undefined;
          if (found) yield { ...found, tools: entry.tools };
        }
  },
};

const hasBlank = /[ \t\f\v\r]/;

type Found = Range & { readonly message: string; readonly fix?: Fix; readonly suggestions?: readonly Fix[] };

function blankIn({ file: { name } }: LintEntry, { line }: LintLocation): Found | undefined {
  const { text } = line;
  const leading = /^....[ \t\f\v\r]+/.exec(text)?.[0].length;
  if (leading !== undefined)
    return {
      ...atLine(name, line, 4, leading),
      message: `The blank behind the colon is part of the pattern, so this line never matches. Remove it.`,
      fix: { description: 'remove the blank', edits: [replacing(line, '', 4, leading)] },
    };
  const comment = /[ \t\f\v\r]+#/.exec(text);
  if (comment && !isNumbered(text.slice(0, comment.index))) {
    const from = comment.index;
    const note = text.slice(from).trimStart();
    const newline = /\r?\n$/.exec(line.end)?.[0] ?? '\n';
    return {
      ...atLine(name, line, from),
      message: `Valgrind takes ${quote(note)} for a part of the pattern. A comment needs a line of its own.`,
      suggestions: [
        {
          description: 'move the comment to a line of its own',
          edits: [replacing(line, `${note}${newline}${line.indent}${text.slice(0, from)}`)],
        },
      ],
    };
  }
  const [symbol, rest] = (text.startsWith('fun:') && split.exec(text)?.slice(1)) || [];
  if (symbol === undefined || rest === undefined) return undefined;
  const message = `No function is called ${quote(text.slice('fun:'.length))}, so this line never matches.`;
  const place = atLine(name, line, symbol.length);
  // Which of several words was meant, nobody can tell.
  if (!rest.startsWith('(')) return { ...place, message: `${message} Write its name alone.` };
  return {
    ...place,
    message: `${message} Write ${quote(symbol)}.`,
    suggestions: [{ description: `write ${quote(symbol)}`, edits: [replacing(line, symbol)] }],
  };
}

/** What comes behind the number of a line is not read. */
function isNumbered(text: string): boolean {
  return /^src:[^:]*:\d+$/.test(text);
}

/**
 * A plain identifier, and what stands behind the blank: words, or brackets as in a log, `foo (in /usr/lib/libfoo.so)`. Names
 * with blanks have others around them (templates, closures, methods of Objective-C), or are operators of C++.
 */
const split =
  /^(fun:(?!operator\b|D main$)[\w$.@]+)[ \t\f\v\r]+(\([^()]*\)|[\w$.@*?]+(?:[ \t\f\v\r]+[\w$.@*?]+)*)$/;
