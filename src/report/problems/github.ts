import { displayText } from '../text.js';
import { displayMessage, notes, otherPlaces } from './message.js';
import { repositoryPath } from './path.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';
import { characterColumn, lineReader } from './source.js';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands, one a line, which GitHub Actions shows beside the changed lines. */
export const githubProblems: ProblemReporter = (problems, { sources, root }) => {
  const lineOf = lineReader(sources);

  /** GitHub takes columns on a single line only, the last one included. */
  const columns = ({
    file,
    line,
    column,
    endLine = line,
    endColumn,
  }: ReportedProblem): Record<string, number> => {
    if (column === undefined || endLine !== line) return {};
    const text = lineOf(file, line);
    const col = characterColumn(text, column);
    if (endColumn === undefined) return { col };
    return { col, endColumn: Math.max(col, characterColumn(text, endColumn) - 1) };
  };

  const command = (problem: ReportedProblem): string => {
    const { file, line, endLine = line, rule, severity, message } = problem;
    const properties: Record<string, string | number> = {
      file: displayText(repositoryPath(file, root)),
      line,
      endLine,
      ...columns(problem),
      title: `chaff ${rule}`,
    };
    const list = Object.entries(properties).map(
      ([name, value]) => `${name}=${escapeProperty(String(value))}`,
    );
    const text = [displayMessage(message), ...otherPlaces(problem, root), ...notes(problem)].join('\n');
    return `::${commands[severity]} ${list.join(',')}::${escapeData(text)}\n`;
  };
  return problems.map(command).join('');
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
