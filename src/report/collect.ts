import { toJson } from './json.js';
import { plural } from './plural.js';
import { displayText } from './text.js';

/** What one call of `chaff collect` did; all names as given. */
export interface Collecting {
  readonly output: string;
  /** Corpora that were united. */
  readonly corpora: readonly string[];
  /** Logs that were read. */
  readonly read: readonly string[];
  /** Logs whose contents were collected before. */
  readonly known: readonly string[];
  /** All that the corpus holds now. */
  readonly runs: number;
  readonly findings: number;
}

/** What `chaff collect` prints: one line. */
export function collectText({ output, corpora, read, known, runs, findings }: Collecting): string {
  const done = [
    `${plural(read.length, 'log')} read`,
    ...(known.length > 0 ? [`${known.length} known already`] : []),
    ...(corpora.length > 0
      ? [`${plural(corpora.length, 'corpus').replace(/corpuss$/, 'corpora')} united`]
      : []),
  ];
  return `${displayText(output)}: ${done.join(', ')}; ${plural(findings, 'distinct finding')} of ${plural(runs, 'run')}\n`;
}

/** What `chaff collect --json` prints; see README, “JSON”. */
export interface CollectJson extends Collecting {
  readonly version: 1;
}

export function collectJson({ output, corpora, read, known, runs, findings }: Collecting): string {
  const json: CollectJson = { version: 1, output, corpora, read, known, runs, findings };
  return toJson(json);
}
