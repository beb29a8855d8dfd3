import { decodeBytes, displayText } from '../text.js';
import { fingerprints } from './fingerprint.js';
import { displayMessage } from './message.js';
import { repositoryPath } from './path.js';
import type { ProblemReporter, ReportedPlace, ReportedProblem } from './problem.js';
import { sarifLevels, sarifRule } from './sarif-rule.js';
import { characterColumn, lineReader, placeReader } from './source.js';

/**
 * SARIF 2.1.0: one run with one result for each problem. The rules are all that are known, so that two runs differ
 * only in what was found.
 */
export const sarifProblems: ProblemReporter = (problems, options) => {
  const { sources, rules = [], version, root } = options;
  const lineOf = lineReader(sources);
  const placeOf = placeReader(sources);
  const prints = fingerprints(problems, options);
  const known = new Set(rules.map(({ id }) => id));
  const unknown = [...new Set(problems.map(({ rule }) => rule))].filter((id) => !known.has(id)).sort();
  const described = [...rules, ...unknown.map((id) => ({ id }))].map(sarifRule);
  const position = new Map(described.map(({ id }, index) => [id, index]));

  const region = ({ file, line, column, endLine = line, endColumn }: ReportedPlace) => ({
    startLine: line,
    ...(column === undefined ? {} : { startColumn: characterColumn(lineOf(file, line), column) }),
    endLine,
    ...(endColumn === undefined ? {} : { endColumn: characterColumn(lineOf(file, endLine), endColumn) }),
  });
  const artifactLocation = (file: string) => ({ uri: uriOf(repositoryPath(file, root)) });
  const location = (place: ReportedPlace) => ({
    physicalLocation: { artifactLocation: artifactLocation(place.file), region: region(place) },
  });

  const fixes = ({ file, fix }: ReportedProblem) => {
    const replacements = (fix?.edits ?? []).flatMap(({ start, end, text }) => {
      const from = placeOf(file, start);
      const to = placeOf(file, end);
      if (!from || !to) return [];
      return {
        deletedRegion: region({ file, ...from, endLine: to.line, endColumn: to.column }),
        ...(text === '' ? {} : { insertedContent: { text: decodeBytes(text) } }),
      };
    });
    if (!fix || replacements.length === 0) return {};
    const description = { text: displayText(fix.description) };
    return {
      fixes: [{ description, artifactChanges: [{ artifactLocation: artifactLocation(file), replacements }] }],
    };
  };

  const result = (problem: ReportedProblem, index: number) => {
    const { rule, severity, message, related = [], tools, valgrind } = problem;
    const relatedLocations = related.map((each, id) => ({
      id,
      ...location(each),
      message: { text: displayMessage(each.message) },
    }));
    return {
      ruleId: rule,
      ruleIndex: position.get(rule)!,
      level: sarifLevels[severity],
      message: { text: displayMessage(message) },
      locations: [location(problem)],
      // GitHub's upload action works out a fingerprint of its own, and warns of one under that name which differs.
      partialFingerprints: { 'chaff/v1': prints[index]! },
      ...(relatedLocations.length === 0 ? {} : { relatedLocations }),
      ...fixes(problem),
      properties: { ...(tools ? { tools } : {}), ...(valgrind ? { valgrind } : {}) },
    };
  };

  const run = {
    tool: { driver: { name: 'chaff', ...(version === undefined ? {} : { version }), rules: described } },
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

/** Relative paths stay relative. A colon in the first part would make it a scheme: it is encoded too. */
function uriOf(path: string): string {
  const encoded = path.split('/').map(encodeURIComponent).join('/');
  return encoded.startsWith('/') ? `file://${encoded}` : encoded;
}
