import { parse } from '../../suppression/parse.js';
import { lineOf, linesOf, type Line } from '../../suppression/tree.js';
import { isUtf16 } from '../encoding.js';
import { harmTo } from '../harm.js';
import type { Edit, Range, RuleProblem } from '../problem.js';
import type { LintFile, LintSet, Rule } from '../rule.js';

export const lineEnds: Rule = {
  id: 'line-ends',
  level: 'info',
  description: 'Lines end with a newline alone.',
  why:
    'Valgrind passes over carriage returns before a newline, but other programs that read the file need not. A carriage ' +
    'return alone ends no line at all: what looks like two lines in an editor is one to Valgrind.',
  example: {
    wrong: '{\r\n   zlib reads ahead\r\n   Memcheck:Cond\r\n   fun:inflate\r\n}\r\n',
    right: '{\n   zlib reads ahead\n   Memcheck:Cond\n   fun:inflate\n}\n',
  },
  *check(set) {
    for (const file of set.files) {
      // In UTF-16 these are halves of characters.
      if (!file.bytes.includes('\r') || isUtf16(file.bytes)) continue;
      const problems = isOneLine(file) ? [oneLine(file, set)] : [...beforeNewlines(file), ...alone(file)];
      for (const problem of problems) yield { ...problem, tools: set.tools };
    }
  },
};

type Finding = Omit<RuleProblem, 'tools'>;

/** Does the whole file look like one line to Valgrind, though an entry is in it? */
function isOneLine({ bytes, tree }: LintFile): boolean {
  if (bytes.slice(0, -1).includes('\n')) return false;
  const lines = linesOf(tree);
  const first = lines.next().value;
  if (!first || !first.text.includes('\r')) return false;
  return parse(withNewlines(bytes)).items.some((item) => item.type === 'entry' && lineOf(item, 'kind'));
}

function withNewlines(bytes: string): string {
  return bytes.replace(/\r\n?/g, '\n');
}

function oneLine({ name, bytes }: LintFile, set: LintSet): Finding {
  const text = withNewlines(bytes);
  const change = {
    description: 'end all lines with a newline',
    edits: [{ start: 0, end: bytes.length, text }],
  };
  return {
    ...at(name, 1, bytes.indexOf('\r')),
    severity: 'error',
    message:
      'The lines end in a carriage return alone, so the whole file is one line to Valgrind. End them with a newline.',
    // Where the one line is a comment to Valgrind, nobody has seen yet what the entries do.
    ...(harmTo(bytes, set)(text) ? { suggestions: [change] } : { fix: change }),
  };
}

/** One problem for all lines of a file. */
function* beforeNewlines({ name, bytes, tree }: LintFile): Generator<Finding> {
  const edits: Edit[] = [];
  let place: Range | undefined;
  for (const { line, offset, column, text, end: rest } of linesOf(tree)) {
    if (!rest.endsWith('\r\n')) continue;
    const end = offset + text.length + rest.length - 1;
    let start = end - 1;
    while (bytes[start - 1] === '\r') start -= 1;
    edits.push({ start, end, text: '' });
    place ??= at(name, line, column - 1 + start - offset);
  }
  if (!place) return;
  const lines = edits.length === 1 ? 'One line of this file ends' : `${edits.length} lines of this file end`;
  yield {
    ...place,
    message: `${lines} with a carriage return before the newline. Valgrind does not mind, other programs may.`,
    fix: { description: 'end all lines with a newline alone', edits },
  };
}

/** Carriage returns within the text of a line, and at the end of a last line without newline. */
function* alone({ name, tree }: LintFile): Generator<Finding> {
  for (const line of linesOf(tree)) {
    const { text, end, offset, column } = line;
    const last = end.endsWith('\n') ? -1 : end.indexOf('\r');
    if (text === '}' && last >= 0)
      yield {
        ...at(name, line.line, column + last),
        severity: 'error',
        message:
          'The last line ends in a carriage return without newline, which Valgrind does not pass over. End it with a newline.',
        fix: {
          description: 'end it with a newline',
          edits: [{ start: offset + 1, end: offset + 1 + end.length, text: '\n' }],
        },
      };
    if (!isCompared(line)) continue;
    const from = text.indexOf('\r');
    if (from < 0) continue;
    yield {
      ...at(name, line.line, column - 1 + from),
      severity: 'error',
      message:
        'A carriage return alone does not end a line: all of this is one line to Valgrind. Put a newline there.',
      suggestions: [{ description: 'put a newline there', edits: newlinesIn(line) }],
    };
  }
}

/** In names and comments a carriage return does no harm. */
function isCompared({ type }: Line): boolean {
  return type !== 'name' && type !== 'comment' && type !== 'blank';
}

function newlinesIn({ text, offset }: Line): Edit[] {
  return [...text.matchAll(/\r/g)].map(({ index }) => ({
    start: offset + index,
    end: offset + index + 1,
    text: '\n',
  }));
}

/** The carriage return after so many bytes of a line. */
function at(file: string, line: number, before: number): Range {
  return { file, line, column: before + 1, endLine: line, endColumn: before + 2 };
}
