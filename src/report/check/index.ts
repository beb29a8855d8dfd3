import type { Check } from '../../check/check.js';
import { checkJson } from './json.js';
import { checkPretty } from './pretty.js';

/** All forms of the report of `check`. A new form is a file and a line here. */
export const checkReporters: Readonly<Record<string, (check: Check) => string>> = {
  pretty: checkPretty,
  json: checkJson,
};
