import { displayText } from '../text.js';
import { escapeXml } from '../xml.js';
import { displayMessage, headline, notes, otherPlaces } from './message.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';

/**
 * JUnit XML as Jenkins and GitLab read it: a suite for each file, a failed case for each problem, one passed case for
 * a file without any. Jenkins refuses a report without cases, so there is always one.
 */
export const junitProblems: ProblemReporter = (problems, { sources, root }) => {
  const byFile = new Map<string, ReportedProblem[]>([...sources.keys()].map((file) => [file, []]));
  for (const problem of problems) {
    const own = byFile.get(problem.file) ?? [];
    own.push(problem);
    byFile.set(problem.file, own);
  }
  if (byFile.size === 0) byFile.set('chaff', []);
  const tests = [...byFile.values()].reduce((sum, own) => sum + Math.max(1, own.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="chaff" ${counts(tests, problems.length)}>`,
    ...[...byFile].map(([file, own]) => suite(file, own, root)),
    '</testsuites>\n',
  ].join('\n');
};

function counts(tests: number, failures: number): string {
  return `tests="${tests}" failures="${failures}" errors="0"`;
}

function suite(file: string, problems: readonly ReportedProblem[], root: string | undefined): string {
  const name = escapeXml(displayText(file));
  const names = caseNames(problems);
  const cases =
    problems.length === 0
      ? [`    <testcase classname="${name}" name="no problem"/>`]
      : problems.map((problem, index) => failed(name, names[index]!, problem, root));
  return [
    `  <testsuite name="${name}" ${counts(cases.length, problems.length)}>`,
    ...cases,
    '  </testsuite>',
  ].join('\n');
}

/** Of cases that share a name, GitLab shows the first one only. */
function caseNames(problems: readonly ReportedProblem[]): string[] {
  const seen = new Map<string, number>();
  return problems.map((problem) => {
    const name = `${problem.rule} ${place(problem)}`;
    const count = (seen.get(name) ?? 0) + 1;
    seen.set(name, count);
    return count === 1 ? name : `${name} (${count})`;
  });
}

function place({ line, column }: ReportedProblem): string {
  return column === undefined ? String(line) : `${line}:${column}`;
}

function failed(file: string, name: string, problem: ReportedProblem, root: string | undefined): string {
  const { severity, message } = problem;
  const text = [displayMessage(message), ...otherPlaces(problem, root), ...notes(problem)].join('\n');
  return [
    `    <testcase classname="${file}" name="${escapeXml(name)}">`,
    `      <failure type="${severity}" message="${escapeXml(headline(message))}">${file}:${place(problem)}: ${escapeXml(text)}</failure>`,
    '    </testcase>',
  ].join('\n');
}
