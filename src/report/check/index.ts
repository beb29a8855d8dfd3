import type { Check } from '../../check/check.js';
import { checkJson } from './json.js';
import { checkPretty } from './pretty.js';

/** Loaded only when asked for. */
const asProblems = (format: string) => async (check: Check) => {
  const [{ problemReporters }, { checkProblems, checkRules }] = await Promise.all([
    import('../problems/index.js'),
    import('./problems.js'),
  ]);
  return problemReporters[format]!(checkProblems(check), {
    sources: new Map(),
    colour: false,
    rules: checkRules,
  });
};

/** All forms of the report of `check`. A new form is a file and a line here. */
export const checkReporters: Readonly<Record<string, (check: Check) => string | Promise<string>>> = {
  pretty: checkPretty,
  json: checkJson,
  github: asProblems('github'),
  gitlab: asProblems('gitlab'),
  sarif: asProblems('sarif'),
  junit: asProblems('junit'),
};
