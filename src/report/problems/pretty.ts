import { plural } from '../plural.js';
import { displayText } from '../text.js';
import { excerpt } from './excerpt.js';
import { displayMessage, notes } from './message.js';
import type { ProblemReporter, ReportedPlace, ReportedProblem } from './problem.js';
import { lineReader } from './source.js';

const bold = 1;
const colours = { error: 31, warning: 33, info: 36 };

/**
 * For people: `file:line:column: severity: message [rule]`, the line with a mark under the place, what Valgrind
 * would say, what `--fix` would do, and the totals. Nothing at all when there is no problem.
 */
export const prettyProblems: ProblemReporter = (problems, { sources, colour }) => {
  const paint = (code: number, text: string) => (colour ? `\x1b[${code}m${text}\x1b[0m` : text);
  const lineOf = lineReader(sources);

  const shown = ({ file, line, column, endLine = line, endColumn = 0 }: ReportedPlace, code: number) => {
    const source = lineOf(file, line);
    if (source === undefined || column === undefined) return [];
    const { text, mark } = excerpt(source, column, endLine === line ? endColumn : source.length + 1);
    const margin = String(line).padStart(5);
    const onward = endLine === line ? '' : ` to line ${endLine}`;
    return [`${margin} | ${text}`.trimEnd(), `${' '.repeat(margin.length)} | ${paint(code, mark + onward)}`];
  };

  const block = (problem: ReportedProblem): string => {
    const { severity, message, rule, tools = [], related = [] } = problem;
    const whose = tools.length > 0 ? ` (${tools.join(', ')})` : '';
    const [head, ...more] = displayMessage(message).split('\n');
    return [
      `${paint(bold, place(problem))}: ${paint(colours[severity], severity)}: ${head} [${rule}]${whose}`,
      ...more.map((line) => `  ${line}`),
      ...shown(problem, colours[severity]),
      ...notes(problem).map((note) => `      = ${note}`),
      ...related.flatMap((each) => [
        `      = ${place(each)}: ${displayText(each.message)}`,
        ...shown(each, colours.info),
      ]),
    ].join('\n');
  };

  return problems.length === 0 ? '' : `${problems.map(block).join('\n\n')}\n\n${totals(problems)}\n`;
};

function place({ file, line, column }: ReportedPlace): string {
  return displayText(`${file}:${line}${column === undefined ? '' : `:${column}`}`);
}

/** `3 problems: 2 errors, 1 warning; 2 can be fixed with --fix` */
function totals(problems: readonly ReportedProblem[]): string {
  const severities = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = problems.filter((problem) => problem.severity === severity).length;
    return count === 0 ? [] : [severity === 'info' ? `${count} for information` : plural(count, severity)];
  });
  const fixable = problems.filter(({ fix }) => fix).length;
  const fixes = fixable === 0 ? '' : `; ${fixable} can be fixed with --fix`;
  return `${plural(problems.length, 'problem')}: ${severities.join(', ')}${fixes}`;
}
