import { quote } from '../../suppression/explain.js';
import { fitsAnything } from '../../match/glob.js';
import { judged } from '../judged.js';
import { atLine, replacing } from '../place.js';
import type { Fix, Range } from '../problem.js';
import type { LintEntry, LintLocation, Rule } from '../rule.js';

export const misreadSrc: Rule = {
  id: 'misread-src',
  level: 'warning',
  description: 'A location with "src:" means to Valgrind what it says.',
  why:
    'Valgrind splits "src:FILE:LINE" at the first colon and reads the number up to the first byte that is no digit. ' +
    'Without a digit it is no number, and every line of the file matches; a range means its first line; a name with a ' +
    'colon is cut. And "src:*" is not any frame: one without line information does not match it.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   src:table.c:120-135\n   fun:table_open\n}\n',
    right:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   src:table.c\n   fun:table_open\n}\n',
  },
  *check({ files }) {
    for (const file of files)
      for (const { entry, location } of judged(file, ({ type }) => type === 'src' || undefined)) {
        const found = misreadIn(entry, location);
        if (found) yield { ...found, tools: entry.tools };
      }
  },
};

type Found = Range & {
  readonly message: string;
  readonly severity?: 'error' | 'info';
  readonly suggestions?: readonly Fix[];
};

function misreadIn({ file: { name } }: LintEntry, { line, pattern }: LintLocation): Found | undefined {
  if (pattern.type !== 'src') return undefined;
  const { text } = line;
  const colon = text.indexOf(':', 'src:'.length);
  if (colon < 0) {
    const message =
      'Frames without line information do not match this. Write "fun:*" or "obj:*" for any one frame.';
    return fitsAnything(pattern.file) ? { ...atLine(name, line), severity: 'info', message } : undefined;
  }
  const rest = text.slice(colon + 1);
  // A number, with nothing behind it that could change what it says. Compilers print a column there.
  if (/^[ \t\f\v\r]*\+?\d+(?:$|[ \t\f\v\r:])/.test(rest)) return undefined;
  const place = atLine(name, line, colon + 1);
  const file = quote(pattern.file);
  const isNameGoingOn = /^[^:]*\.\w+(?:$|:\d*$)/.test(rest) && !/^\d/.test(rest);
  if (isNameGoingOn)
    return {
      ...place,
      message: `The name of the file ends at the first colon, so this is any line of ${file}. Write "?" for a colon in a name.`,
      suggestions: [
        { description: 'write "?" for the colon', edits: [replacing(line, '?', colon, colon + 1)] },
      ],
    };
  const suggestions = [{ description: 'mean any line', edits: [replacing(line, '', colon)] }];
  if (/^[ \t\f\v\r]*-\d/.test(rest) && pattern.line !== 0)
    return {
      ...{ ...place, suggestions, severity: 'error' },
      message: `No line has the number ${quote(rest)}, so this never matches.`,
    };
  const message =
    pattern.line === 0
      ? `This is no number of a line, so it is any line of ${file}. Write a number, or nothing.`
      : `Valgrind reads the number up to the first byte that is no digit, so this is line ${pattern.line} of ${file} alone.`;
  return { ...place, suggestions, message };
}
