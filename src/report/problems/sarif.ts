import { decodeBytes } from '../text.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';
import { characterColumn, lineReader } from './source.js';

const levels = { error: 'error', warning: 'warning', info: 'note' } as const;

/** SARIF 2.1.0: one run with one result for each problem. */
export const sarifProblems: ProblemReporter = (problems, { sources, rules = [] }) => {
  const lineOf = lineReader(sources);
  const ids = [...new Set(problems.map(({ rule }) => rule))].sort();

  const location = ({
    file,
    line,
    column,
    endLine = line,
    endColumn,
  }: Omit<ReportedProblem, 'rule' | 'severity'>) => ({
    physicalLocation: {
      artifactLocation: { uri: uriOf(decodeBytes(file)) },
      region: {
        startLine: line,
        ...(column === undefined ? {} : { startColumn: characterColumn(lineOf(file, line), column) }),
        endLine,
        ...(endColumn === undefined ? {} : { endColumn: characterColumn(lineOf(file, endLine), endColumn) }),
      },
    },
  });

  const result = (problem: ReportedProblem) => {
    const { rule, severity, message, related = [], tools, valgrind } = problem;
    return {
      ruleId: rule,
      ruleIndex: ids.indexOf(rule),
      level: levels[severity],
      message: { text: decodeBytes(message) },
      locations: [location(problem)],
      ...(related.length === 0
        ? {}
        : {
            relatedLocations: related.map((each, id) => ({
              id,
              ...location(each),
              message: { text: decodeBytes(each.message) },
            })),
          }),
      properties: { ...(tools ? { tools } : {}), ...(valgrind ? { valgrind } : {}) },
    };
  };

  const run = {
    tool: {
      driver: {
        name: 'chaff',
        rules: ids.map((id) => {
          const description = rules.find((rule) => rule.id === id)?.description;
          return description === undefined ? { id } : { id, shortDescription: { text: description } };
        }),
      },
    },
    columnKind: 'unicodeCodePoints',
    results: problems.map(result),
  };
  const log = {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0',
    runs: [run],
  };
  return `${JSON.stringify(log, null, 2)}\n`;
};

/** Relative paths stay relative. */
function uriOf(file: string): string {
  const path = file.replaceAll('\\', '/').split('/').map(encodeURIComponent).join('/');
  if (path.startsWith('/')) return `file://${path}`;
  // A colon in the first part would make it a scheme; it is encoded above.
  return path;
}
