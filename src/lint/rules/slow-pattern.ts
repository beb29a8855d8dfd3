import { withoutIdle } from '../../match/progress.js';
import { textOf } from '../../match/plain-stack.js';
import type { FramePattern } from '../../suppression/suppression.js';
import { judged } from '../judged.js';
import { atLine, atName } from '../place.js';
import type { RuleProblem } from '../problem.js';
import type { LintEntry, LintLocation, LintSet, Rule } from '../rule.js';
import { costOfLines, costOfName } from '../worst-case.js';

/**
 * Valgrind makes about sixty million steps a second, and compares each new error and each loss record with each entry of its
 * kind. So a thousand records take a quarter of a minute.
 */
const mostSteps = 1_000_000;

/** Programs with a graphical interface are run with so many callers. */
const usualDepth = 40;

/** Entries with fewer "...", and names with fewer stars, are never slow. */
const fewest = { lines: 3, name: 4 } as const;

export const slowPattern: Rule = {
  id: 'slow-pattern',
  level: 'warning',
  description: 'Valgrind can compare an entry with any stack in little time.',
  why:
    'For each "..." Valgrind tries all numbers of frames, and in a name all lengths for each star, and does so anew for ' +
    'each way to lay what comes before. With several of them, and lines that fit many frames, the steps multiply: a single ' +
    'entry can take seconds for every error of a deep stack.',
  example: {
    wrong:
      '{\n   callbacks of the toolkit\n   Memcheck:Cond\n   ...\n   fun:tk_*\n   ...\n   fun:tk_*\n   ...\n   fun:tk_*\n   ...\n   fun:tk_*\n   ...\n   fun:app_start\n}\n',
    right:
      '{\n   callbacks of the toolkit\n   Memcheck:Cond\n   ...\n   fun:tk_*\n   fun:tk_emit*\n   ...\n   fun:app_start\n}\n',
  },
  *check(set) {
    for (const file of set.files) {
      for (const entry of file.entries) yield* slowLines(entry, set);
      for (const { entry, location, verdict } of judged(file, stepsFor))
        yield slowName(entry, location, verdict);
    }
  },
};

function* slowLines(entry: LintEntry, { numCallers }: LintSet): Generator<RuleProblem> {
  let gaps = 0;
  for (const { type } of entry.patterns) if (type === '...') gaps += 1;
  if (gaps < fewest.lines) return;
  const lines = withoutIdle(entry.patterns);
  const depth = Math.max(numCallers, usualDepth);
  const steps = costOfLines(lines, depth);
  if (steps <= mostSteps) return;
  const shallow = costOfLines(lines, 12);
  yield {
    ...atName(entry),
    message: `Valgrind may take ${shown(steps)} steps to compare this entry with a stack of ${depth} frames, and ${shown(shallow)} with one of 12. Use fewer "...", or names that fit fewer functions.`,
    tools: entry.tools,
  };
}

/** For the name of a line with many stars, where they are too many. */
function stepsFor(line: FramePattern): number | undefined {
  if (line.type === '...') return undefined;
  const name = textOf(line);
  if (name.split('*', fewest.name + 1).length <= fewest.name) return undefined;
  const steps = costOfName(name);
  return steps > mostSteps ? steps : undefined;
}

function slowName({ file, tools }: LintEntry, { line }: LintLocation, steps: number): RuleProblem {
  return {
    ...atLine(file.name, line, 'fun:'.length),
    message: `Valgrind may take ${shown(steps)} steps to compare this pattern with a single name of 200 bytes. Use fewer stars.`,
    tools,
  };
}

function shown(steps: number): string {
  if (steps < 1e9) return steps.toLocaleString('en');
  return steps < 1e12
    ? `${Math.round(steps / 1e9).toLocaleString('en')} thousand million`
    : 'more than a million million';
}
