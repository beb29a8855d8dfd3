import { textOf } from '../../match/plain-stack.js';
import { quote } from '../../suppression/explain.js';
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
      for (const { entry, location, at } of judged(file, spellsNothing))
        // Locations behind the cut at --num-callers do not count.
        if (at < entry.suppression.frames.length) yield shown(entry, ofEmptyName(location));
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
    message: `Valgrind compares this line with the name of the parameter alone. Write ${quote(bare)}.`,
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

function spellsNothing(line: FramePattern): true | undefined {
  return (line.type !== '...' && textOf(line) === '') || undefined;
}

function ofEmptyName({ line, pattern: { type } }: LintLocation): Reason {
  const text = `${type}:*`;
  return {
    line,
    message: `No name is empty, so this line matches no frame. Write one${type === 'src' ? '' : `, or "${text}" for any`}.`,
    suggestions: type === 'src' ? [] : [{ description: `write "${text}"`, edits: [replacing(line, text)] }],
  };
}
