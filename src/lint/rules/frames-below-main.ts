import { isRenamedBelowMain, mayMatchBelowMain } from '../../match/below-main.js';
import { quote } from '../../suppression/explain.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { verdicts } from '../judged.js';
import { atLine, atLines, removing, replacing } from '../place.js';
import type { RuleProblem } from '../problem.js';
import type { LintEntry, LintLocation, Rule } from '../rule.js';

export const framesBelowMain: Rule = {
  id: 'frames-below-main',
  level: 'info',
  description: 'No entry goes on with the code that calls "main".',
  why:
    'An entry that has come to "main" need not say what calls it, for the beginning of the stack is all that must fit. ' +
    'Names and number of the frames below main depend on the C library and on --show-below-main: by default Valgrind calls ' +
    '__libc_start_main and _start "(below main)", for the matcher as well, and an entry with the true names never matches.',
  example: {
    wrong:
      '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find\n   fun:main\n   fun:(below main)\n}\n',
    right: '{\n   table is read before it is filled\n   Memcheck:Cond\n   fun:table_find\n   fun:main\n}\n',
  },
  *check({ files }) {
    for (const file of files) {
      const concerned = verdicts(file, isConcerned);
      for (const entry of file.entries) {
        if (!entry.patterns.some((line) => concerned.has(line))) continue;
        const behind = behindMain(entry);
        if (behind.length > 0) yield needless(entry, behind);
        else yield* renamed(entry);
      }
    }
  },
};

/** The patterns of start code are short, and longer ones would take long to compare. */
const longest = 200;

/** The lines behind `fun:main` when they can be nothing but what calls it; empty otherwise. */
function behindMain(entry: LintEntry): readonly LintLocation[] {
  const main = entry.patterns.findIndex((line) => line.type === 'fun' && line.pattern === 'main');
  if (main < 0 || main === entry.patterns.length - 1) return [];
  const behind = entry.locations.slice(main + 1);
  const isStartCode = behind.every(
    (location) =>
      location.pattern.type === '...' ||
      isRenamed(location) ||
      (location.line.text.length <= longest && mayMatchBelowMain(location.pattern, '')),
  );
  return isStartCode && behind.some(({ pattern }) => pattern.type !== '...') ? behind : [];
}

function needless({ file, tools }: LintEntry, behind: readonly LintLocation[]): RuleProblem {
  const [first, last] = [behind[0]!.line, behind.at(-1)!.line];
  const dead = behind.find(isRenamed);
  const which = first === last ? 'this line' : 'these lines';
  return {
    ...atLines(file.name, first, last),
    ...(dead && { severity: 'warning' as const }),
    message: dead
      ? `${neverShown(dead)} Behind "fun:main" no line is needed: remove ${which}.`
      : `What calls "main" is another one with another C library, and need not be said. Remove ${which}.`,
    tools,
    suggestions: [
      {
        description: first === last ? 'remove the line' : 'remove the lines',
        edits: behind.map(({ line }) => removing(line)),
      },
    ],
  };
}

function* renamed(entry: LintEntry): Generator<RuleProblem> {
  const { file, tools } = entry;
  if (!entry.patterns.some(isRenamedLine)) return;
  for (const location of entry.locations) {
    if (!isRenamed(location)) continue;
    const { line } = location;
    const instead = 'fun:(below main)';
    yield {
      ...atLine(file.name, line),
      severity: 'warning',
      message: `${neverShown(location)} Write "${instead}".`,
      tools,
      suggestions: [{ description: `write "${instead}"`, edits: [replacing(line, instead)] }],
    };
  }
}

function isRenamed({ pattern }: LintLocation): boolean {
  return isRenamedLine(pattern);
}

function isRenamedLine(line: FramePattern): boolean {
  return line.type === 'fun' && isRenamedBelowMain(line.pattern);
}

function isConcerned(line: FramePattern): true | undefined {
  return (line.type === 'fun' && (line.pattern === 'main' || isRenamedBelowMain(line.pattern))) || undefined;
}

function neverShown({ line }: LintLocation): string {
  return `Unless it runs with --show-below-main=yes, Valgrind calls this function "(below main)", and ${quote(line.text)} never matches.`;
}
