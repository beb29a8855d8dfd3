import type { Rule } from './rule.js';
import { syntax } from './rules/syntax.js';

/** All rules, in the order in which problems of one place are listed. */
export const rules: readonly Rule[] = [syntax];
