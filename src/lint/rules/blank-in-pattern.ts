import { quote, quoteWhole } from '../../suppression/explain.js';
import { parseLocation } from '../../suppression/location.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { judged } from '../judged.js';
import { atLine, newlineOf, replacing } from '../place.js';
import type { Fix, Range } from '../problem.js';
import type { LintEntry, LintLocation, LintSet, Rule } from '../rule.js';
import { hidingTooMuch } from '../too-much.js';

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
  *check(set) {
    for (const file of set.files) {
      // Once for all lines of an entry: their fixes are made together.
      const reviving = new Map<LintEntry, boolean>();
      const revives = (entry: LintEntry) => {
        const known = reviving.get(entry) ?? isTooMuch(entry, set);
        reviving.set(entry, known);
        return known;
      };
      for (const { entry, location } of judged(file, mayHaveBlank)) {
        if (!hasBlank.test(location.line.text)) continue;
        const found =
          leadingIn(entry, location, () => revives(entry)) ??
          commentIn(entry, location) ??
          wordsIn(entry, location);
        if (found) yield { ...found, tools: entry.tools };
      }
    }
  },
};

/** What stands behind the number of a line is not part of the pattern. */
function mayHaveBlank(line: FramePattern): true | undefined {
  return line.type === 'src' || (line.type !== '...' && hasBlank.test(line.pattern)) || undefined;
}

const hasBlank = /[ \t\f\v\r]/;

/** The blanks behind the colon. */
const leading = /^(?:fun|obj|src):[ \t\f\v\r]+/;

type Found = Range & { readonly message: string; readonly fix?: Fix; readonly suggestions?: readonly Fix[] };

function leadingIn(
  { file: { name } }: LintEntry,
  { line }: LintLocation,
  isTooMuchThen: () => boolean,
): Found | undefined {
  const to = leading.exec(line.text)?.[0].length;
  if (to === undefined) return undefined;
  const change = { description: 'remove the blank', edits: [replacing(line, '', 4, to)] };
  return {
    ...atLine(name, line, 4, to),
    message: `The blank behind the colon is part of the pattern, so this line never matches. Remove it.`,
    ...(isTooMuchThen() ? { suggestions: [change] } : { fix: change }),
  };
}

/** An entry that has never matched anything may hide far too much once it does. */
function isTooMuch({ suppression, locations }: LintEntry, set: LintSet): boolean {
  const frames = locations.map(({ line: { text }, pattern }) => {
    const to = leading.exec(text)?.[0].length;
    return to === undefined ? pattern : parseLocation(text.slice(0, 4) + text.slice(to), set.version)!;
  });
  return hidingTooMuch([{ ...suppression, frames }], set).length > 0;
}

function commentIn({ file: { name } }: LintEntry, { line }: LintLocation): Found | undefined {
  const { text } = line;
  const from = commentFrom(text);
  // What comes behind the number of a line is not read.
  if (from === undefined || /^src:[^:]*:\d+$/.test(text.slice(0, from))) return undefined;
  const note = text.slice(from).trimStart();
  return {
    ...atLine(name, line, from),
    message: `Valgrind takes ${quote(note)} for a part of the pattern. A comment needs a line of its own.`,
    suggestions: [
      {
        description: 'move the comment to a line of its own',
        edits: [replacing(line, `${note}${newlineOf(line)}${line.indent}${text.slice(0, from)}`)],
      },
    ],
  };
}

/** Where the blanks begin before a `#` that begins a comment, and not the name of a directory such as `#1 of 2/`. */
function commentFrom(text: string): number | undefined {
  const lastSlash = text.startsWith('fun:') ? -1 : text.lastIndexOf('/');
  for (let at = text.indexOf('#'); at >= 0; at = text.indexOf('#', at + 1)) {
    if (!hasBlank.test(text[at - 1] ?? '')) continue;
    if (at < lastSlash && !hasBlank.test(text[at + 1]!)) continue;
    let from = at - 1;
    while (hasBlank.test(text[from - 1] ?? '')) from -= 1;
    return from;
  }
  return undefined;
}

function wordsIn({ file: { name } }: LintEntry, { line }: LintLocation): Found | undefined {
  const { text } = line;
  const [symbol, rest] = (text.startsWith('fun:') && split.exec(text)?.slice(1)) || [];
  if (symbol === undefined || rest === undefined) return undefined;
  const message = `No function is called ${quote(text.slice('fun:'.length))}, so this line never matches.`;
  const place = atLine(name, line, symbol.length);
  // Which of several words was meant, nobody can tell.
  if (!/^[([]/.test(rest)) return { ...place, message: `${message} Write its name alone.` };
  // The demangler prints the suffix of a clone in brackets.
  const instead = rest.startsWith('[') ? `${symbol}*` : symbol;
  return {
    ...place,
    message: `${message} Write ${quoteWhole(instead)}.`,
    suggestions: [{ description: `write ${quote(instead)}`, edits: [replacing(line, instead)] }],
  };
}

/**
 * A plain identifier, and what stands behind the blank: words, or brackets as in a log, `foo (in /usr/lib/libfoo.so)` and
 * `foo [clone .isra.0]`. Names
 * with blanks have others around them (templates, closures, methods of Objective-C), or are operators of C++.
 */
const split =
  /^(fun:(?!operator\b|D main$)[\w$.@]+)[ \t\f\v\r]+(\([^()]*\)|\[clone [^()]*\]|[\w$.@*?]+(?:[ \t\f\v\r]+[\w$.@*?]+)*)$/;
