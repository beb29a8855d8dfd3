import type { Loaded } from '../../suppression/load.js';
import type { SyntaxProblem } from '../../suppression/problem.js';
import type { Tool } from '../../suppression/suppression.js';
import { fold } from '../fold.js';
import type { RuleProblem } from '../problem.js';
import type { Rule } from '../rule.js';

export const syntax: Rule = {
  id: 'syntax',
  level: 'error',
  description: 'Valgrind must be able to read every file.',
  why:
    'Valgrind ends before the program starts when it cannot read a suppression file, and tells only the first ' +
    'mistake, near a line that is not always the right one. What one tool skips may stop another.',
  example: {
    wrong:
      '{\n   leak in the parser\n   Memcheck:Leek\n   match-leak-kinds: definite\n   fun:malloc\n   fun:parse\n}\n',
    right:
      '{\n   leak in the parser\n   Memcheck:Leak\n   match-leak-kinds: definite\n   fun:malloc\n   fun:parse\n}\n',
  },
  check: ({ files, tools }) =>
    fold(
      tools.flatMap((tool) =>
        files.flatMap(({ loaded }) => told(loaded.get(tool)!).map((problem) => asProblem(problem, tool))),
      ),
    ),
};

/** So many of one file are told: what has more is no suppression file, and a list of millions helps nobody. */
const most = 1000;
/** The place of the next is told, too. */
export const mostKept = most + 1;

function told({ problems, problemCount }: Loaded): readonly SyntaxProblem[] {
  if (problemCount <= most) return problems;
  const more = `${problemCount - most} more problems like those before begin here. Is this a suppression file?`;
  return [...problems.slice(0, most), { ...problems[most]!, message: more }];
}

function asProblem(problem: SyntaxProblem, tool: Tool): RuleProblem {
  const { severity, file, line, column, endLine, endColumn, message, valgrind } = problem;
  return {
    ...{ severity, file, line, column, endLine, endColumn, message },
    tools: [tool],
    valgrind,
  };
}
