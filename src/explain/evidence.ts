import { baseName } from '../finding/base-name.js';
import type { Finding } from '../finding/finding.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import type { Process, UsedSuppression } from '../log/sink.js';
import type { ReadEntry } from './entries.js';

/** How often Valgrind itself counted an entry in one process. */
export interface Use {
  readonly log: string;
  readonly pid?: number;
  readonly count: number;
  /** Leaks, where the log tells. */
  readonly bytes?: number;
  readonly blocks?: number;
  /**
   * - `sure`: name, file and line are those of the entry
   * - `by name`: the log tells the name only (XML), and only this entry has it
   * - `shared name`: the log tells the name only, and other entries have it as well
   * - `moved`: the file has the name on another line now than when the log was recorded
   */
  readonly how: 'sure' | 'by name' | 'shared name' | 'moved';
}

/** What Valgrind counted for an entry (`used_suppression` lines of -s and -v, `<suppcounts>` of XML), in order of the logs. */
export function usesOf(
  entry: ReadEntry,
  entries: readonly ReadEntry[],
  processes: readonly Process[],
): Use[] {
  return processes.flatMap(({ log, pid, usedSuppressions }) =>
    usedSuppressions.flatMap((used): Use[] => {
      const how = howUsed(used, entry, entries);
      const { count, bytes, blocks } = used;
      if (how === undefined) return [];
      return [
        {
          log,
          ...(pid === undefined ? {} : { pid }),
          count,
          ...(bytes === undefined ? {} : { bytes }),
          ...(blocks === undefined ? {} : { blocks }),
          how,
        },
      ];
    }),
  );
}

function howUsed(
  used: UsedSuppression,
  entry: ReadEntry,
  entries: readonly ReadEntry[],
): Use['how'] | undefined {
  if (used.file === undefined) {
    if (used.name !== entry.name) return undefined;
    return entries.some((other) => other !== entry && other.name === entry.name) ? 'shared name' : 'by name';
  }
  // Where the name ends and the file begins is a guess when the file has blanks: both together are not.
  const all = `${used.name} ${used.file}`;
  if (!all.startsWith(`${entry.name} `)) return undefined;
  if (baseName(all.slice(entry.name.length + 1)) !== baseName(entry.file)) return undefined;
  if (used.line === entry.line) return 'sure';
  const isOthers = entries.some((other) => other.name === entry.name && other.line === used.line);
  return isOthers ? undefined : 'moved';
}

/** A finding that a log shows as reported, though the run had a file in use whose entry hides it now. */
export interface Contradiction {
  readonly finding: Finding;
  readonly log: string;
}

/** What the replay says of an entry and Valgrind did otherwise; more than a file that was edited since is behind it hardly ever. */
export function contradictionsOf(
  entry: ReadEntry,
  uses: readonly Use[],
  hides: readonly Finding[],
  processes: readonly Process[],
): Contradiction[] {
  const logs = new Set(uses.filter(({ how }) => how !== 'shared name').map(({ log }) => log));
  for (const { log, options = [] } of processes)
    if (options.some((option) => names(option, entry.file))) logs.add(log);
  // Several processes can share a log, each with its own options: then it is not known whose the finding is.
  for (const log of [...logs]) if (processes.filter((each) => each.log === log).length > 1) logs.delete(log);
  return hides.flatMap((finding) =>
    finding.places.flatMap(({ log }) => (logs.has(log) ? [{ finding, log }] : [])),
  );
}

function names(option: string, file: string): boolean {
  const [name, value] = option.split('=', 2);
  return name === '--suppressions' && value !== undefined && baseName(value) === baseName(file);
}

/** The names of the suppressions that, as Valgrind's own list says, hid a finding (3.23 and newer). */
export function saidToHide(id: string, { suppressed }: Pick<LogCorpus, 'suppressed'>): string[] {
  return [...suppressed].filter(([, { findings }]) => findings.has(id)).map(([name]) => name);
}
