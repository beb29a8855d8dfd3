import type { Check } from '../../check/check.js';
import { problemReporters } from '../problems/index.js';
import { checkJson } from './json.js';
import { checkPretty } from './pretty.js';
import { checkProblems, checkRules } from './problems.js';

const asProblems = (format: string) => (check: Check) =>
  problemReporters[format]!(checkProblems(check), { sources: new Map(), colour: false, rules: checkRules });

/** All forms of the report of `check`. A new form is a file and a line here. */
export const checkReporters: Readonly<Record<string, (check: Check) => string>> = {
  pretty: checkPretty,
  json: checkJson,
  github: asProblems('github'),
  gitlab: asProblems('gitlab'),
  sarif: asProblems('sarif'),
  junit: asProblems('junit'),
};
