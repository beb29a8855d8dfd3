import { githubProblems } from './github.js';
import { gitlabProblems } from './gitlab.js';
import { jsonProblems } from './json.js';
import { junitProblems } from './junit.js';
import { prettyProblems } from './pretty.js';
import type { ProblemReporter } from './problem.js';
import { sarifProblems } from './sarif.js';

/** All forms of a list of problems. A new form is a file and a line here. */
export const problemReporters: Readonly<Record<string, ProblemReporter>> = {
  pretty: prettyProblems,
  json: jsonProblems,
  sarif: sarifProblems,
  github: githubProblems,
  gitlab: gitlabProblems,
  junit: junitProblems,
};
