import { textOf } from '../../match/plain-stack.js';
import { quote, quoteWhole } from '../../suppression/explain.js';
import { fishyValues, fishyValuesOf } from '../../suppression/fishy-values.js';
import type { FramePattern } from '../../suppression/suppression.js';
import type { Line } from '../../suppression/tree.js';
import { judged } from '../judged.js';
import { atLine, replacing } from '../place.js';
import type { Fix } from '../problem.js';
import { removingWithComments } from '../removal.js';
import type { LintEntry, LintLocation, Rule } from '../rule.js';

export const neverMatches: Rule = {
  id: 'never-matches',
  level: 'error',
  description: 'Some error could match each entry.',
  why:
    'Valgrind loads these entries without a word, and no error of any program can match them. What they were written ' +
    'for stays reported, and whoever reads the file believes that it is dealt with.',
  example: {
    wrong:
      '{\n   header with padding\n   Memcheck:Param\n   Syscall param write(buf) points to uninitialised byte(s)\n   fun:write\n   fun:save_header\n}\n',
    right:
      '{\n   header with padding\n   Memcheck:Param\n   write(buf)\n   fun:write\n   fun:save_header\n}\n',
  },
  *check({ files }) {
    for (const file of files) {
      const shown = (entry: LintEntry, { line, message, suggestions = [] }: Reason) => {
        return { ...atLine(file.name, line), message, tools: entry.tools, suggestions };
      };
      for (const entry of file.entries) for (const reason of ofHead(entry)) yield shown(entry, reason);
      for (const { entry, location, at, verdict: reasonOf } of judged(file, reasonFor))
        // Locations behind the cut at --num-callers do not count.
        if (at < entry.suppression.frames.length) yield shown(entry, reasonOf(location));
    }
  },
};

interface Reason {
  readonly line: Line;
  readonly message: string;
  readonly suggestions?: readonly Fix[];
}

function* ofHead(entry: LintEntry): Generator<Reason> {
  const { file, tree, suppression } = entry;
  if (suppression.kind === 'Memcheck:CoreMem')
    yield {
      line: entry.kind,
      message:
        'Valgrind compares the text of such an error with a line that it never reads, so this entry matches none. Remove it.',
      suggestions: [{ description: 'remove this entry', edits: [removingWithComments(file, tree)] }],
    };
  if (suppression.leakKinds?.length === 0)
    yield {
      line: entry.extra!,
      message: 'With "none" this entry matches no leak. Write the kinds that it is for, or remove it.',
      suggestions: [{ description: 'remove this entry', edits: [removingWithComments(file, tree)] }],
    };
  if (suppression.extra === undefined) return;
  if (suppression.kind.endsWith('Param')) yield* ofParameter(entry.extra!, suppression.extra);
  if (suppression.kind === 'Memcheck:FishyValue') yield* ofFishyValue(entry, entry.extra!);
}

function* ofParameter(line: Line, text: string): Generator<Reason> {
  if (text.startsWith('src:') || text.startsWith('match-leak-kinds:')) {
    yield {
      line,
      message: `The name of the system call parameter is missing: Valgrind takes ${quote(text)} for it. Add a line above, e.g. "write(buf)".`,
    };
    return;
  }
  const bare = text
    .replace(/^Syscall param /, '')
    .replace(/ (?:contains|points to) (?:uninitialised|unaddressable) byte\(s\)$/, '');
  if (bare === text || bare === '') return;
  yield {
    line,
    message: `Valgrind compares this line with the name of the parameter alone. Write ${quoteWhole(bare)}.`,
    suggestions: [{ description: `write ${quote(bare)}`, edits: [replacing(line, bare)] }],
  };
}

function* ofFishyValue({ suppression }: LintEntry, line: Line): Generator<Reason> {
  const text = suppression.extra!;
  if (fishyValues.includes(text)) return;
  const [first] = suppression.frames;
  const fitting = first?.type === 'fun' ? fishyValuesOf(first.pattern) : [];
  const meant = fitting.length > 0 ? fitting : fishyValuesOf(text);
  const all = meant.length > 0 ? meant : fishyValues;
  yield {
    line,
    message: `Memcheck reports no fishy ${quote(text)}. Write ${all.map((each) => `"${each}"`).join(' or ')}.`,
    suggestions: meant.map((each) => ({ description: `write "${each}"`, edits: [replacing(line, each)] })),
  };
}

function reasonFor(line: FramePattern): ((location: LintLocation) => Reason) | undefined {
  if (line.type === '...') return undefined;
  if (textOf(line) === '') return ofEmptyName;
  const path = line.type === 'obj' ? unlikePath(line.pattern) : undefined;
  return path && (({ line }) => ofPath(line, path));
}

function ofEmptyName({ line, pattern: { type } }: LintLocation): Reason {
  const text = `${type}:*`;
  return {
    line,
    message: `No name is empty, so this line matches no frame. Write one${type === 'src' ? '' : `, or "${text}" for any`}.`,
    suggestions: type === 'src' ? [] : [{ description: `write "${text}"`, edits: [replacing(line, text)] }],
  };
}

/** What Valgrind knows an object by is a whole path, with nothing in it left to resolve, or "???". */
function unlikePath(
  pattern: string,
): { readonly why: string; readonly instead: string | undefined } | undefined {
  // A blank in front has a rule of its own; what stands between "@" is filled in before Valgrind reads it.
  if (/^(?:[ \t\f\v\r]|@\w+@)/.test(pattern)) return undefined;
  if (!/^[/*?]/.test(pattern)) {
    const rest = pattern.replace(/^(?:(?:\.{1,3}|\.\*|[~$][^/]*)\/)*/, '');
    const why = 'with the whole path of the object, which begins with "/"';
    return { why, instead: isPlain(rest) ? `*/${rest}` : undefined };
  }
  if (!/\/(?:\.{0,2}\/)/.test(pattern)) return undefined;
  const resolved = pattern.replace(/\/(?:\.?\/)+/g, '/');
  const isResolved = isPlain(resolved) && !resolved.includes('/../');
  return { why: 'with the path after resolving it', instead: isResolved ? resolved : undefined };
}

function isPlain(path: string): boolean {
  return /^[\w.+@*?/-]+$/.test(path);
}

function ofPath(
  line: Line,
  { why, instead }: { readonly why: string; readonly instead: string | undefined },
): Reason {
  const message = `Valgrind compares ${why}, so this line matches no frame.`;
  if (instead === undefined)
    return { line, message: `${message} Write the path, or "*/" and the name of the file.` };
  const text = `obj:${instead}`;
  return {
    line,
    message: `${message} Write ${quoteWhole(text)}.`,
    suggestions: [{ description: `write ${quote(text)}`, edits: [replacing(line, text)] }],
  };
}
