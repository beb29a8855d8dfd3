import { plural } from '../plural.js';
import { displayText } from '../text.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';
import { excerpt, lineReader } from './source.js';

const colours = { error: 31, warning: 33, info: 36 };

/**
 * For people: `file:line:column: severity: message [rule]`, the line with a mark under the place, what Valgrind
 * would say, and the totals. Nothing at all when there is no problem.
 */
export const prettyProblems: ProblemReporter = (problems, { sources, colour }) => {
  const paint = (code: number, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const lineOf = lineReader(sources);

  const shown = (problem: Omit<ReportedProblem, 'rule' | 'severity'>, code: number): string[] => {
    const line = lineOf(problem.file, problem.line);
    if (line === undefined || problem.column === undefined) return [];
    const isOneLine = (problem.endLine ?? problem.line) === problem.line;
    const { text, mark } = excerpt(
      line,
      problem.column,
      isOneLine ? (problem.endColumn ?? 0) : line.length + 1,
    );
    const margin = String(problem.line).padStart(5);
    return [`${margin} | ${text}`.trimEnd(), `      | ${paint(code, mark)}`];
  };

  const blocks = problems.map((problem) => {
    const { severity, message, rule, tools, valgrind, related } = problem;
    const whose = tools && tools.length > 0 ? ` (${tools.join(', ')})` : '';
    const lines = [
      `${paint(1, place(problem))}: ${paint(colours[severity], severity)}: ${displayText(message)} [${rule}]${whose}`,
      ...shown(problem, colours[severity]),
    ];
    if (valgrind) {
      const near = valgrind.line === null ? '' : ` near line ${valgrind.line}`;
      lines.push(`      = Valgrind says${near}: ${displayText(valgrind.message)}`);
    }
    for (const each of related ?? []) {
      lines.push(`      = ${place(each)}: ${displayText(each.message)}`, ...shown(each, colours.info));
    }
    return lines.join('\n');
  });
  return blocks.length === 0 ? '' : `${blocks.join('\n\n')}\n\n${totals(problems)}\n`;
};

function place({ file, line, column }: Pick<ReportedProblem, 'file' | 'line' | 'column'>): string {
  return displayText(`${file}:${line}${column === undefined ? '' : `:${column}`}`);
}

/** `3 problems: 2 errors, 1 warning` */
function totals(problems: readonly ReportedProblem[]): string {
  const severities = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [severity === 'info' ? `${count} for information` : plural(count, severity)];
  });
  return `${plural(problems.length, 'problem')}: ${severities.join(', ')}`;
}
