import type { Pruned } from '../../prune/prune.js';
import type { ReportedProblem } from '../problems/problem.js';
import { reasonOf } from './words.js';

/** The entries in question as problems at their places: warnings for what goes or changes, the rest for information. */
export function pruneProblems({ verdicts }: Pruned): ReportedProblem[] {
  return verdicts.map((verdict) => ({
    rule: verdict.cause.type,
    severity: verdict.action === 'keep' ? 'info' : 'warning',
    file: verdict.entry.file,
    line: verdict.entry.line,
    message: `${verdict.action} “${verdict.entry.name}”: ${reasonOf(verdict)}`,
    subject: verdict.entry.name,
    tools: [...verdict.entry.loaded.keys()],
  }));
}

/** Descriptions of the causes. */
export const pruneRules = [
  { id: 'covered', description: 'an entry all of whose findings another entry hides' },
  { id: 'impossible', description: 'an entry that no error of this version of Valgrind can match' },
  { id: 'unread', description: 'an entry that no tool of Valgrind reads' },
  { id: 'expired', description: 'an entry that was to go by now' },
  { id: 'drifted', description: 'an entry that hides nothing, and that a reported finding nearly matches' },
  { id: 'never-seen', description: 'an entry that hides nothing, and whose code is on no stack of the logs' },
  { id: 'unmatched', description: 'an entry that hides nothing, though its code is on stacks of the logs' },
];
