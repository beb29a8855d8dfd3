import type { Check } from '../../check/check.js';
import type { Judgement } from '../../verdict/verdict.js';
import { checkJson } from './json.js';
import { checkPretty } from './pretty.js';

/** @param judgement what the files of verdicts say of the findings, where there are some */
type CheckReporter = (check: Check, judgement?: Judgement) => string | Promise<string>;

/** Loaded only when asked for. */
const asProblems =
  (format: string): CheckReporter =>
  async (check, judgement) => {
    const [{ problemReporters }, { checkProblems, checkRules, unneededProblems, unneededRule }] =
      await Promise.all([import('../problems/index.js'), import('./problems.js')]);
    return problemReporters[format]!(
      [...checkProblems(check), ...(judgement ? unneededProblems(judgement) : [])],
      {
        sources: new Map(),
        colour: false,
        rules: judgement ? [...checkRules, unneededRule] : checkRules,
      },
    );
  };

/** All forms of the report of `check`. A new form is a file and a line here. */
export const checkReporters: Readonly<Record<string, CheckReporter>> = {
  pretty: checkPretty,
  json: checkJson,
  github: asProblems('github'),
  gitlab: asProblems('gitlab'),
  sarif: asProblems('sarif'),
  // Each problem is a failed test there, which a verdict without need is not.
  junit: (check) => asProblems('junit')(check),
};
