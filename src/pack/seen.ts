import type { Finding } from '../finding/finding.js';
import type { Seen } from './pack.js';

/** How many runs a comment names. */
const named = 3;

/**
 * How an entry was seen, by the findings that it hides. A log is called `debian-12/gio-list.xml`: the release, and the run.
 *
 * @param dates of the recordings, by release, in the order of the releases
 */
export function seenBy(findings: readonly Finding[], dates: ReadonlyMap<string, string>): Seen {
  const logs = findings.flatMap(({ places }) => places.map(({ log }) => log.split('/').slice(-2)));
  const releases = [...dates.keys()].filter((release) => logs.some(([at]) => at === release));
  const runs = [...new Set(logs.map(([, log]) => runOf(log!)))].sort();
  return {
    findings: findings.length,
    records: findings.reduce((sum, { records }) => sum + records, 0),
    runs: runs.slice(0, named),
    moreRuns: Math.max(0, runs.length - named),
    distributions: releases.map((release) => release.replace('-', ' ')),
    date: releases.map((release) => dates.get(release)!).reduce((a, b) => (a > b ? a : b), ''),
  };
}

/** `gio-list` of `debian-12/gio-list-2.xml`: a run has a log for each process. */
export function runOf(log: string): string {
  return log.replace(/^.*\//, '').replace(/(?:-\d+)?\.xml$/, '');
}

/** `seen: 41 findings (60 records) in gio-cat, gio-copy, gio-info and 4 more runs; debian 11, debian 12; 2026-11-30` */
export function seenLine({ findings, records, runs, moreRuns, distributions, date }: Seen): string {
  const s = (count: number) => (count === 1 ? '' : 's');
  const more = moreRuns > 0 ? ` and ${moreRuns} more run${s(moreRuns)}` : '';
  const what = `${findings} finding${s(findings)} (${records} record${s(records)})`;
  return `seen: ${what} in ${runs.join(', ')}${more}; ${distributions.join(', ')}; ${date}`;
}

const line =
  /^# seen: (\d+) findings? \((\d+) records?\) in ([^;]+?)(?: and (\d+) more runs?)?; ([^;]+); (\d{4}-\d\d-\d\d)$/;

/** Reads such a comment line. */
export function readSeen(text: string): Seen | undefined {
  const found = line.exec(text);
  if (!found) return undefined;
  const [, findings, records, runs, more, distributions, date] = found;
  return {
    findings: Number(findings),
    records: Number(records),
    runs: runs!.split(', '),
    moreRuns: Number(more ?? 0),
    distributions: distributions!.split(', '),
    date: date!,
  };
}
