import type { Rule } from './rule.js';
import { leakKindsMissing } from './rules/leak-kinds-missing.js';
import { syntax } from './rules/syntax.js';

/** All rules, in the order in which problems of one place are listed. The last ones look at what the others found. */
export const rules: readonly Rule[] = [syntax, leakKindsMissing];
