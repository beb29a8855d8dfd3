import type { Evaluation, Score } from '../../evaluate/evaluate.js';
import { toJson } from '../json.js';
import { plural } from '../plural.js';
import { table } from '../table.js';

/** What `chaff evaluate --json` prints. */
export interface EvaluateJson extends Evaluation {
  readonly version: 1;
}

/** All forms of the report of `evaluate`. A new form is a function and a line here. */
export const evaluateReporters: Readonly<Record<string, (evaluation: Evaluation) => string>> = {
  pretty: evaluatePretty,
  json: (evaluation) => toJson({ version: 1, ...evaluation }),
};

const heads = ['set', 'unseen noise hidden', 'unseen real hidden', 'entries', 'location lines'];

function evaluatePretty({ groups, scores }: Evaluation): string {
  const lines = table([heads, ...scores.map(row)], new Set([1, 2, 3, 4]));
  return `${lines.join('\n')}\n\n${plural(groups.length, 'group')} left out, one at a time\n`;
}

function row({ method, noise, real, entries, frames }: Score): string[] {
  const share = noise.unseen === 0 ? '-' : `${((100 * noise.hidden) / noise.unseen).toFixed(1)} %`;
  return [
    method,
    `${share} (${noise.hidden} of ${noise.unseen})`,
    `${real.hidden} of ${real.unseen}`,
    String(entries),
    String(frames),
  ];
}
