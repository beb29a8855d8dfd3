import { fingerprints } from './fingerprint.js';
import { headline } from './message.js';
import { repositoryPath } from './path.js';
import type { ProblemReporter } from './problem.js';

const severities = { error: 'major', warning: 'minor', info: 'info' } as const;

/**
 * A GitLab Code Quality report, for `artifacts:reports:codequality` (GitLab's manual, “Code Quality report format”).
 * GitLab wants paths relative to the repository, and one fingerprint for one problem.
 */
export const gitlabProblems: ProblemReporter = (problems, options) => {
  const prints = fingerprints(problems, options);
  const issues = problems.map(({ rule, severity, file, line, endLine = line, message }, index) => ({
    description: headline(message),
    check_name: rule,
    fingerprint: prints[index]!,
    severity: severities[severity],
    location: {
      path: repositoryPath(file, options.root),
      lines: { begin: line, end: endLine },
    },
  }));
  return `${JSON.stringify(issues, null, 2)}\n`;
};
