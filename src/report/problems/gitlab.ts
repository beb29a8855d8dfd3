import { fingerprints } from './fingerprint.js';
import { headline, otherPlaces } from './message.js';
import { repositoryPath } from './path.js';
import type { ProblemReporter, ReportedProblem } from './problem.js';

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/**
 * A GitLab Code Quality report, for `artifacts:reports:codequality` (GitLab's manual, “Code Quality report format”).
 * GitLab wants paths relative to the repository, and one fingerprint for one problem.
 */
export const gitlabProblems: ProblemReporter = (problems, options) => {
  const prints = fingerprints(problems, options);
  const described = (problem: ReportedProblem) => {
    const places = otherPlaces(problem, options.root);
    return headline(problem.message) + (places.length > 0 ? ` (${places.join('; ')})` : '');
  };
  const issues = problems.map((problem, index) => ({
    description: described(problem),
    check_name: problem.rule,
    fingerprint: prints[index]!,
    severity: severities[problem.severity],
    location: {
      path: repositoryPath(problem.file, options.root),
      lines: { begin: problem.line, end: problem.endLine ?? problem.line },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};
