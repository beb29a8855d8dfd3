import type { DescribedLogRule } from '../rule.js';
import { cutStacks } from './cut-stacks.js';
import { debugPackages } from './debug-packages.js';
import { errorLimit } from './error-limit.js';
import { fairSched } from './fair-sched.js';
import { generatedCode } from './generated-code.js';
import { generatedSuppressions } from './generated-suppressions.js';
import { maxStackframe } from './max-stackframe.js';
import { switchingStacks } from './switching-stacks.js';
import { trackOrigins } from './track-origins.js';

/** What most spoils the logs first. */
export const logRules: readonly DescribedLogRule[] = [
  errorLimit,
  cutStacks,
  generatedSuppressions,
  trackOrigins,
  debugPackages,
  generatedCode,
  switchingStacks,
  maxStackframe,
  fairSched,
];
