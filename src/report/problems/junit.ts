import { displayText } from '../text.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';

/** JUnit XML: a suite for each file, a failed case for each problem, one passed case for a file without any. */
export const junitProblems: ProblemReporter = (problems, { sources }) => {
  const byFile = new Map<string, ReportedProblem[]>([...sources.keys()].map((file) => [file, []]));
  for (const problem of problems) {
    const own = byFile.get(problem.file) ?? [];
    own.push(problem);
    byFile.set(problem.file, own);
  }
  const suites = [...byFile].map(([file, own]) => suite(file, own));
  const tests = [...byFile.values()].reduce((sum, own) => sum + Math.max(1, own.length), 0);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="chaff" tests="${tests}" failures="${problems.length}">`,
    ...suites,
    '</testsuites>\n',
  ].join('\n');
};

function suite(file: string, problems: readonly ReportedProblem[]): string {
  const name = xml(file);
  const cases =
    problems.length === 0
      ? [`    <testcase classname="${name}" name="no problem"/>`]
      : problems.map((problem) => failed(name, problem));
  const counts = `tests="${cases.length}" failures="${problems.length}"`;
  return [`  <testsuite name="${name}" ${counts}>`, ...cases, '  </testsuite>'].join('\n');
}

function failed(name: string, { rule, severity, line, column, message, valgrind }: ReportedProblem): string {
  const place = column === undefined ? String(line) : `${line}:${column}`;
  const says = valgrind ? `&#10;Valgrind says: ${xml(valgrind.message)}` : '';
  return [
    `    <testcase classname="${name}" name="${xml(rule)} ${place}">`,
    `      <failure type="${severity}" message="${xml(message)}">${name}:${place}: ${xml(message)}${says}</failure>`,
    '    </testcase>',
  ].join('\n');
}

/** Control characters are escaped before; the two non-characters are all that is left which XML cannot hold. */
function xml(text: string): string {
  return displayText(text)
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
