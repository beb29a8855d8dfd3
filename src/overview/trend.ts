import type { CheckedFinding } from '../check/check.js';
import { compareRuns, type Collected, type Run } from '../collect/collected.js';
import { tallyOf, type Tally } from './totals.js';

/** How findings came and went over the runs of a corpus, the oldest first. */
export interface Trend {
  /** Points are days where the runs are of several, else runs. */
  readonly by: 'day' | 'run';
  readonly points: readonly TrendPoint[];
  /** Older points that are not told. */
  readonly left: number;
  /** Runs of which no time is known, which are in no point. */
  readonly timeless: number;
}

export interface TrendPoint {
  /** The day, `YYYY-MM-DD` in UTC, or the name of the log. */
  readonly name: string;
  readonly runs: number;
  /** Of the findings that these runs show. `count`: how often in these runs. */
  readonly tally: Tally;
  /** Findings that no earlier point shows. */
  readonly fresh: number;
}

/** More would be too narrow to see. */
const mostPoints = 60;

/** Undefined where there are no two points. A run's time is when its log was changed last, as it was met first. */
export function trendOf(collected: Collected, checked: readonly CheckedFinding[]): Trend | undefined {
  const timed = [...collected.runs.values()].filter((run) => run.seen);
  timed.sort((a, b) => a.seen!.first - b.seen!.first || compareRuns(a, b));
  const days = new Set(timed.map(dayOf));
  const by = days.size > 1 ? 'day' : 'run';
  const points = new Map<string, Run[]>();
  for (const run of timed) {
    const name = by === 'day' ? dayOf(run) : run.hash;
    const known = points.get(name);
    if (known) known.push(run);
    else points.set(name, [run]);
  }
  if (points.size < 2) return undefined;
  const shown = shownAt(collected, checked, points);
  const before = new Set<string>();
  const told = [...points].map(([name, runs]): TrendPoint => {
    const here = shown.get(name) ?? [];
    const fresh = here.filter(({ finding }) => !before.has(finding.id)).length;
    for (const { finding } of here) before.add(finding.id);
    return { name: by === 'day' ? name : runs[0]!.log, runs: runs.length, tally: tallyOf(here), fresh };
  });
  const left = Math.max(0, told.length - mostPoints);
  return { by, points: told.slice(left), left, timeless: collected.runs.size - timed.length };
}

/** The findings at each point, with what they count there. */
function shownAt(
  collected: Collected,
  checked: readonly CheckedFinding[],
  points: ReadonlyMap<string, readonly Run[]>,
): ReadonlyMap<string, readonly CheckedFinding[]> {
  const pointOf = new Map([...points].flatMap(([point, runs]) => runs.map(({ hash }) => [hash, point])));
  const shown = new Map<string, CheckedFinding[]>();
  for (const each of checked) {
    const counts = new Map<string, number>();
    for (const [hash, { count }] of collected.findings.get(each.finding.id)?.parts ?? []) {
      const point = pointOf.get(hash);
      if (point !== undefined) counts.set(point, (counts.get(point) ?? 0) + count);
    }
    for (const [point, count] of counts) {
      const here = { ...each, finding: { ...each.finding, count } };
      const known = shown.get(point);
      if (known) known.push(here);
      else shown.set(point, [here]);
    }
  }
  return shown;
}

function dayOf(run: Run): string {
  return new Date(run.seen!.first).toISOString().slice(0, 10);
}
