import type { CheckedFinding } from '../check/check.js';
import type { Finding } from '../finding/finding.js';
import type { Process } from '../log/sink.js';

/** What was seen before. */
export interface Baseline {
  /** As people named it. */
  readonly name: string;
  readonly findings: readonly Finding[];
  readonly processes: readonly Process[];
}

/** What is different from a baseline. A finding is the same where its id is. */
export interface Changes {
  readonly baseline: string;
  /** Not in the baseline: reported ones first, then by id. */
  readonly fresh: readonly CheckedFinding[];
  /** In the baseline only: mended, or not run this time. By id. */
  readonly gone: readonly Finding[];
  /** In both, and more often in each process than before; the greatest growth first. */
  readonly more: readonly Growth[];
  /** In both, and not more often. */
  readonly same: number;
  /** Processes of logs, then and now: counts of more processes are greater. */
  readonly processes: { readonly before: number; readonly now: number };
}

export interface Growth {
  readonly checked: CheckedFinding;
  readonly before: number;
  readonly now: number;
  /** How many times as often in each process. */
  readonly factor: number;
}

/** Compares by id; how often is compared per process of the same tool, for a log of ten runs counts ten times as much. */
export function changesSince(
  { name, findings: old, processes: oldProcesses }: Baseline,
  checked: readonly CheckedFinding[],
  processes: readonly Process[],
): Changes {
  const before = new Map(old.map((finding) => [finding.id, finding]));
  const now = new Set(checked.map(({ finding }) => finding.id));
  const runs = { before: runsByTool(oldProcesses), now: runsByTool(processes) };
  const both = checked.filter(({ finding }) => before.has(finding.id));
  const more = both
    .map((each): Growth => {
      const { tool, id, count } = each.finding;
      const was = before.get(id)!.count;
      const factor = (count * (runs.before.get(tool) ?? 1)) / (was * (runs.now.get(tool) ?? 1));
      return { checked: each, before: was, now: count, factor };
    })
    .filter(({ factor }) => factor > 1)
    .sort((a, b) => b.factor - a.factor || byId(a.checked.finding, b.checked.finding));
  const isShown = ({ state, real }: CheckedFinding) => real || state !== 'hidden';
  return {
    baseline: name,
    fresh: checked
      .filter(({ finding }) => !before.has(finding.id))
      .sort((a, b) => Number(isShown(b)) - Number(isShown(a)) || byId(a.finding, b.finding)),
    gone: old.filter(({ id }) => !now.has(id)).sort(byId),
    more,
    same: both.length - more.length,
    processes: { before: oldProcesses.length, now: processes.length },
  };
}

function runsByTool(processes: readonly Process[]): ReadonlyMap<string, number> {
  const runs = new Map<string, number>();
  for (const { tool } of processes) if (tool) runs.set(tool, (runs.get(tool) ?? 0) + 1);
  return runs;
}

function byId(a: Finding, b: Finding): number {
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
}
