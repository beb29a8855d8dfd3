import { plural } from '../../report/plural.js';
import { table } from '../../report/table.js';
import { displayText } from '../../report/text.js';
import type { Examined } from './examine.js';
import { shellWord } from './shell-word.js';
import type { Recorded } from './record.js';

/** A run as the summary has it. */
export interface Told {
  readonly recorded: Pick<Recorded, 'words' | 'code' | 'signal'>;
  readonly examined: Examined;
  /** As arguments name it. */
  readonly folder: string;
  /** Files with Valgrind's own warnings, as arguments name them. */
  readonly messages: readonly string[];
}

/** What a single run showed, in lines for people. */
export function tellRun({ recorded, examined, folder, messages }: Told): string {
  const { kinds, problems } = examined;
  if (recorded.code === undefined)
    return displayText(`chaff: Valgrind did not start ${recorded.words[0]}: it wrote no log`) + '\n';
  const width = String(kinds[0]?.[1] ?? 0).length;
  const lines = [
    ...problems.map((each) => `chaff: ${each}`),
    ...(recorded.code === 0 ? [] : [`chaff: ${recorded.words[0]} ${endOf(recorded)}`]),
    `chaff: ${processes(examined.processes)}, ${totals(examined)}`,
    ...kinds.map(([kind, count]) => `  ${String(count).padStart(width)}  ${kind}`),
    ...messages.map((each) => `chaff: Valgrind's own words: ${each}`),
    `chaff: logs in ${folder}${examined.reported > 0 ? `; chaff check ${shellWord(folder)} tells all` : ''}`,
  ];
  return `${lines.map(displayText).join('\n')}\n`;
}

/** What the runs of a list showed, as a table. */
export function tellRuns(runs: readonly Told[], folder: string): string {
  const head = ['run', 'ended with', 'reported', 'hidden', 'command'];
  const rows = runs.map(({ recorded, examined, folder: own }) => [
    own,
    recorded.signal ?? (recorded.code === undefined ? 'not started' : String(recorded.code)),
    String(examined.reported),
    String(examined.hidden + examined.hiddenByValgrind.bySets),
    recorded.words.map(shellWord).join(' '),
  ]);
  const lines = table(
    [head, ...rows].map((row) => row.map(displayText)),
    new Set([2, 3]),
  );
  const more = runs.flatMap(({ examined, messages }) => [
    ...examined.problems.map((each) => `chaff: ${each}`),
    ...messages.map((each) => `chaff: Valgrind's own words: ${each}`),
  ]);
  const failed = runs.filter(({ recorded }) => recorded.code !== 0).length;
  const total = `chaff: ${plural(runs.length, 'run')}, ${failed} failed; logs in ${folder}`;
  return `${[...more.map(displayText), ...lines, displayText(total)].join('\n')}\n`;
}

/** `1 process`, `2 processes`. */
export function processes(count: number): string {
  return count === 1 ? '1 process' : `${count} processes`;
}

function endOf({ code, signal }: Told['recorded']): string {
  return signal === undefined ? `ended with exit code ${code}` : `was ended by ${signal}`;
}

function totals({ reported, hidden, hiddenByValgrind: { bySets, byDefault } }: Examined): string {
  const parts = [`${plural(reported, 'finding')} reported`];
  if (hidden > 0) parts.push(`${hidden} hidden by the sets in use`);
  if (bySets > 0) parts.push(`${plural(bySets, 'error')} hidden by the sets in use`);
  if (byDefault > 0) parts.push(`${byDefault} by Valgrind's own`);
  return parts.join(', ');
}
