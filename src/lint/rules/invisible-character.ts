import { isClosed } from '../../rewrite/surroundings.js';
import { quote } from '../../suppression/explain.js';
import { parseLocation } from '../../suppression/location.js';
import type { Tool } from '../../suppression/suppression.js';
import type { Entry, Line } from '../../suppression/tree.js';
import { codePoint, deceivingIn, type Found } from '../characters.js';
import { byteOrderMark, isUtf16, utf16AsUtf8 } from '../encoding.js';
import { outcomeOf } from '../outcome.js';
import { atLine, replacing } from '../place.js';
import type { Fix, RuleProblem } from '../problem.js';
import type { LintFile, LintSet, Rule } from '../rule.js';

export const invisibleCharacter: Rule = {
  id: 'invisible-character',
  level: 'error',
  description: 'What Valgrind compares has no characters that look like others, or like nothing.',
  why:
    'Text that was copied from a web page or a chat can hold spaces without width, typographic quotes or one character in ' +
    'the place of three dots. Valgrind compares bytes, so a tool, a kind or a function with such a character is none that exists.',
  example: {
    wrong: '{\n   zlib reads ahead\n   Memcheck:Cond\n   fun:inflate\xe2\x80\x8b\n}\n',
    right: '{\n   zlib reads ahead\n   Memcheck:Cond\n   fun:inflate\n}\n',
  },
  *check(set) {
    const { tools, version } = set;
    for (const file of set.files) {
      const { name, bytes, tree } = file;
      if (isUtf16(bytes) || bytes.startsWith(byteOrderMark)) yield encoding(file, tools);
      if (isUtf16(bytes) || !/[^\t-\r\x20-\x7e]/.test(bytes)) continue;
      for (const item of tree.items) {
        const found = (item.type === 'entry' ? item.lines : [item]).flatMap(
          (line) => judge(line, version) ?? [],
        );
        const offer = item.type === 'entry' ? offerFor(item, found, file, set) : 'fix';
        for (const { fix, suggestions = [], ...problem } of found)
          yield {
            ...{ ...problem, file: name, tools },
            fix: (offer === 'fix' && fix) || null,
            suggestions: offer === 'suggestion' && fix ? [fix, ...suggestions] : suggestions,
          };
      }
    }
  },
};

type Finding = Omit<RuleProblem, 'file' | 'tools'> | undefined;

function encoding({ name, bytes }: LintFile, tools: readonly Tool[]): RuleProblem {
  const isWide = isUtf16(bytes);
  const text = isWide ? utf16AsUtf8(bytes) : '';
  const [length, what, end] = isWide
    ? [2, 'The file is in UTF-16', bytes.length]
    : [3, 'The file begins with a byte order mark', byteOrderMark.length];
  const problem = {
    ...{ file: name, line: 1, column: 1, endLine: 1, endColumn: 1 + length },
    message: `${text === undefined ? 'The file begins in UTF-16 and goes on in something else' : what}, which Valgrind refuses. Save it as UTF-8 without byte order mark.`,
    tools,
  };
  if (text === undefined) return problem;
  return {
    ...problem,
    fix: { description: 'save as UTF-8 without byte order mark', edits: [{ start: 0, end, text }] },
  };
}

function judge(line: Line, version: string): Finding {
  const { type, text } = line;
  // Valgrind does not compare these with anything.
  if (type === 'name' || type === 'comment' || type === 'blank') return undefined;
  if (!/[^\t-\r\x20-\x7e]/.test(text) || (line.offset === 0 && text.startsWith(byteOrderMark)))
    return undefined;
  if (type === 'stray') return ofStray(line);
  if (text.includes('\0')) return ofNul(line);
  const location = parseLocation(text, version)?.type;
  if (location === 'obj' || location === 'src') return ofPath(line);
  return deceived(line) ?? (type === 'kind' ? ofKind(line) : undefined);
}

/** Between entries only braces and comments have a meaning that could have been missed. */
function ofStray(line: Line): Finding {
  const found = deceivingIn(line.text);
  const text = cleaned(line, found);
  if (found.length === 0 || !/^(?:[{}]?|#.*)$/s.test(text)) return undefined;
  return { ...place(line, found), message: message(text, found), fix: rewriting(line, text) };
}

function ofNul(line: Line): Finding {
  const nul = line.text.indexOf('\0');
  const read = line.text.slice(0, nul);
  return {
    ...atLine('', line, nul, nul + 1),
    severity: 'warning',
    message: `A string of Valgrind ends at a NUL byte, so it reads ${quote(read)} here.`,
    suggestions: [rewriting(line, read), rewriting(line, line.text.replaceAll('\0', ''))],
  };
}

/** Names of files can hold any character, if with little likelihood these. */
function ofPath(line: Line): Finding {
  const found = deceivingIn(line.text).filter(
    ({ bytes, instead }) => instead.trim() === '' && !isJoiner(bytes),
  );
  if (found.length === 0) return undefined;
  const text = cleaned(line, found);
  return {
    ...place(line, found),
    severity: 'warning',
    message: message(text, found),
    suggestions: [rewriting(line, text)],
  };
}

function deceived(line: Line): Finding {
  const all = deceivingIn(line.text);
  const isName = line.text.startsWith('fun:');
  const certain = isName ? all.filter(({ bytes }) => !isJoiner(bytes)) : all;
  const found = certain.length > 0 ? certain : all;
  if (found.length === 0) return undefined;
  const text = cleaned(line, found);
  const change = rewriting(line, text);
  const problem = { ...place(line, found), message: message(text, found) };
  if (certain.length === 0) return { ...problem, severity: 'warning', suggestions: [change] };
  // What should stand for another character in the name of a function, somebody has to say.
  const isCertain = !isName || found.every(({ instead }) => instead.trim() === '');
  return isCertain ? { ...problem, fix: change } : { ...problem, suggestions: [change] };
}

/** How the changes of an entry may be offered, since a tool may skip it as it is, and refuse the file when it does not. */
function offerFor(
  entry: Entry,
  found: readonly NonNullable<Finding>[],
  { bytes }: LintFile,
  set: LintSet,
): 'fix' | 'suggestion' | undefined {
  const edits = found.flatMap(({ fix }) => fix?.edits ?? []);
  if (edits.length === 0) return undefined;
  switch (outcomeOf(entry, edits, set)) {
    case 'too much':
      return 'suggestion';
    case 'refused': {
      // Whatever becomes of the name of a function, it is one.
      if (edits.every(({ start }) => bytes.startsWith('fun:', start))) return 'fix';
      return isClosed(entry) && outcomeOf(entry, [], set) === 'refused' ? 'fix' : undefined;
    }
    default:
      return 'fix';
  }
}

function ofKind(line: Line): Finding {
  const from = line.text.search(/[^\t-\r\x20-\x7e]/);
  const to = from + /^[^\t-\r\x20-\x7e]+/.exec(line.text.slice(from))![0].length;
  return {
    ...atLine('', line, from, to),
    message: `Tools and kinds are written in ASCII, and ${quote(line.text.slice(from, to))} is not. Write the line anew.`,
  };
}

/** Zero width characters that some scripts cannot do without; names of functions may hold them, in C and in C++. */
function isJoiner(bytes: string): boolean {
  return bytes === '\xe2\x80\x8c' || bytes === '\xe2\x80\x8d';
}

/** The line as it is meant. Tools and kinds have no blanks; elsewhere those at the ends do not count. */
function cleaned({ text, type }: Line, found: readonly Found[]): string {
  let clean = '';
  let at = 0;
  for (const { from, bytes, instead } of found) {
    clean += text.slice(at, from) + (type === 'kind' ? instead.trim() : instead);
    at = from + bytes.length;
  }
  return withoutBlanks(clean + text.slice(at));
}

/** The white space of Valgrind; other bytes can be parts of characters. */
function withoutBlanks(text: string): string {
  const end = /^[^]*[^ \t\f\v\r]/.exec(text)?.[0] ?? '';
  return end.replace(/^[ \t\f\v\r]+/, '');
}

function place(line: Line, found: readonly Found[]): Omit<RuleProblem, 'message' | 'tools'> {
  const last = found.at(-1)!;
  return atLine('', line, found[0]!.from, last.from + last.bytes.length);
}

function message(text: string, found: readonly Found[]): string {
  const [{ bytes, what }] = found as readonly [Found];
  const meant = text === '' ? 'a blank line' : quote(text);
  return `To Valgrind this is not ${meant}, since ${codePoint(bytes)} is ${what}.`;
}

function rewriting(line: Line, text: string): Fix {
  return {
    description: text === '' ? 'make the line empty' : `write ${quote(text)}`,
    edits: [replacing(line, text)],
  };
}
