import type { CandidateSource } from '../candidate.js';
import { borders } from './borders.js';
import { common } from './common.js';
import { cuts } from './cuts.js';
import { exact } from './exact.js';
import { gaps } from './gaps.js';
import { installed } from './installed.js';
import { objects } from './objects.js';
import { pairs } from './pairs.js';
import { programFiles } from './program-files.js';

/** All sources of candidates. A new way to generalise is a file and a line here. */
export const candidateSources: readonly CandidateSource[] = [
  exact,
  programFiles,
  cuts,
  gaps,
  objects,
  borders,
  installed,
  pairs,
  common,
];
