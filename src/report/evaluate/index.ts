import type { Evaluation, Score } from '../../evaluate/evaluate.js';
import { toJson } from '../json.js';
import { plural } from '../plural.js';

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
  const rows = [heads, ...scores.map(row)];
  const widths = heads.map((_, column) => Math.max(...rows.map((cells) => cells[column]!.length)));
  const line = (cells: readonly string[]) =>
    cells
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0]!) : cell.padStart(widths[column]!)))
      .join('  ');
  return `${rows.map(line).join('\n')}\n\n${plural(groups.length, 'group')} left out, one at a time\n`;
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
