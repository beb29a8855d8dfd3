import type { Explained } from '../../explain/explained.js';
import { allPretty } from './all.js';
import { entryPretty } from './entry.js';
import { findingPretty } from './finding.js';
import { explainJson } from './json.js';

/** All forms of the report of `explain`. A new form is a file and a line here. */
export const explainReporters: Readonly<Record<string, (explained: Explained) => string>> = {
  pretty: explainPretty,
  json: explainJson,
};

function explainPretty({ about, numCallers }: Explained): string {
  const lines =
    about.type === 'finding'
      ? findingPretty(about.finding, numCallers)
      : about.type === 'entry'
        ? entryPretty(about.entry, numCallers)
        : allPretty(about);
  return lines.join('\n');
}
