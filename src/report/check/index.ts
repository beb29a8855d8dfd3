import type { Check } from '../../check/check.js';
import type { Judgement } from '../../verdict/verdict.js';
import { checkJson } from './json.js';
import type { Project } from './own-place.js';
import { checkPretty } from './pretty.js';

/** What some forms need besides the replay. */
export interface CheckContext {
  /** What the files of verdicts say of the findings, where there are some. */
  readonly judgement?: Judgement | undefined;
  readonly project: Project;
  /** Of chaff. */
  readonly version: string;
  /** The folder that names start from. */
  readonly root: string;
}

type CheckReporter = (check: Check, context: CheckContext) => string | Promise<string>;

/** Loaded only when asked for. */
const asProblems =
  (format: string): CheckReporter =>
  async (check, { judgement, project, version, root }) => {
    const [{ problemReporters }, { checkProblems, checkRules, unneededProblems, unneededRule }] =
      await Promise.all([import('../problems/index.js'), import('./problems.js')]);
    return problemReporters[format]!(
      [...checkProblems(check, project), ...(judgement ? unneededProblems(judgement) : [])],
      {
        sources: new Map(),
        colour: false,
        rules: judgement ? [...checkRules, unneededRule] : checkRules,
        version,
        root,
      },
    );
  };

/** All forms of the report of `check`. A new form is a file and a line here. */
export const checkReporters: Readonly<Record<string, CheckReporter>> = {
  pretty: (check, { judgement }) => checkPretty(check, judgement),
  json: (check, { judgement }) => checkJson(check, judgement),
  github: asProblems('github'),
  gitlab: asProblems('gitlab'),
  sarif: asProblems('sarif'),
  // Each problem is a failed test there, which a verdict without need is not.
  junit: (check, context) => asProblems('junit')(check, { ...context, judgement: undefined }),
};
