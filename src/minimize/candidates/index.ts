import type { CandidateSource } from '../candidate.js';
import { cuts } from './cuts.js';
import { exact } from './exact.js';
import { gaps } from './gaps.js';

/** All sources of candidates. A new way to generalise is a file and a line here. */
export const candidateSources: readonly CandidateSource[] = [exact, cuts, gaps];
