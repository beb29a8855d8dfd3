import type { Place } from '../finding/finding.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import type { Notice } from '../log/sink.js';

/** Something that logs tell and that is no finding, such as a crash; `unreadable`: a piece of a log that could not be used. */
export interface Incident {
  readonly type: Notice['type'] | 'unreadable';
  readonly text: string;
  /** How often the logs tell it. */
  readonly count: number;
  /** Where it stands first. */
  readonly place: Place;
}

/** The gravest first: an end by a signal says more than a request that Valgrind does not know. */
const order: readonly Incident['type'][] = [
  'tool-crash',
  'fatal-signal',
  'cut-off',
  'refused-suppressions',
  'unreadable',
  'switching-stacks',
  'unhandled',
];

/** Together where they differ in addresses only. */
export function incidentsOf({
  notices,
  problems,
}: Pick<LogCorpus, 'notices' | 'problems'>): readonly Incident[] {
  const all = [
    ...notices,
    ...problems.map(({ log, line, message }) => ({ log, line, type: 'unreadable' as const, text: message })),
  ];
  const byText = new Map<string, Incident>();
  for (const { log, line, type, text } of all) {
    const key = `${type}\n${text.replace(/0x[0-9a-f]+/gi, '0x')}`;
    const known = byText.get(key);
    const first = known ?? { type, text, count: 0, place: { log, line } };
    byText.set(key, { ...first, count: first.count + 1 });
  }
  return [...byText.values()].sort(
    (a, b) =>
      order.indexOf(a.type) - order.indexOf(b.type) || b.count - a.count || (a.text < b.text ? -1 : 1),
  );
}
