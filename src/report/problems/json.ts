import { toJson } from '../json.js';
import type { ProblemReporter } from './problem.js';

/** `{"version": 1, "problems": [...]}`, a problem with all that is known of it. Columns count bytes. */
export const jsonProblems: ProblemReporter = (problems) => toJson({ version: 1, problems });
