import type { Pruned } from '../../prune/prune.js';
import { problemReporters } from '../problems/index.js';
import { pruneJson } from './json.js';
import { prunePretty } from './pretty.js';
import { pruneProblems, pruneRules } from './problems.js';

const asProblems = (format: string) => (pruned: Pruned) =>
  problemReporters[format]!(pruneProblems(pruned), {
    sources: new Map(pruned.files.map(({ name, before }) => [name, before])),
    colour: false,
    rules: pruneRules,
  });

/** All forms of the report of `prune`. A new form is a file and a line here. */
export const pruneReporters: Readonly<Record<string, (pruned: Pruned, isDone?: boolean) => string>> = {
  pretty: prunePretty,
  json: pruneJson,
  github: asProblems('github'),
  gitlab: asProblems('gitlab'),
  sarif: asProblems('sarif'),
  junit: asProblems('junit'),
};
