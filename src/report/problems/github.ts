import { displayText } from '../text.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';
import { characterColumn, lineReader } from './source.js';

const commands = { error: 'error', warning: 'warning', info: 'notice' } as const;

/** Workflow commands, one a line, which GitHub Actions shows beside the changed lines. */
export const githubProblems: ProblemReporter = (problems, { sources }) => {
  const lineOf = lineReader(sources);
  const command = (problem: ReportedProblem): string => {
    const { file, line, column, endLine = line, endColumn, rule, severity, message, valgrind } = problem;
    const properties: Record<string, string | number | undefined> = {
      file: displayText(file),
      line,
      endLine,
      col: column && characterColumn(lineOf(file, line), column),
      // Here the last column is included.
      endColumn: endColumn && Math.max(1, characterColumn(lineOf(file, endLine), endColumn) - 1),
      title: `chaff ${rule}`,
    };
    const list = Object.entries(properties)
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}=${escapeProperty(String(value))}`);
    const says = valgrind ? `\nValgrind says: ${displayText(valgrind.message)}` : '';
    return `::${commands[severity]} ${list.join(',')}::${escapeData(displayText(message) + says)}\n`;
  };
  return problems.map(command).join('');
};

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
