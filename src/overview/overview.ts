import type { Advice, Circumstances } from '../advice/advice.js';
import { advise, adviseLogs } from '../advice/advise.js';
import type { Check, CheckedFinding } from '../check/check.js';
import type { Collected } from '../collect/collected.js';
import { groupFindings } from '../group/group-findings.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import type { OwnCode } from '../minimize/own.js';
import type { Judgement } from '../verdict/verdict.js';
import { changesSince, type Baseline, type Changes } from './changes.js';
import { incidentsOf, type Incident } from './incidents.js';
import { rankedEntries, type RankedEntry } from './entries.js';
import { toldGroups, type ToldGroup } from './groups.js';
import { kindTallies, tallyOf, type KindTally, type Tally } from './totals.js';
import { trendOf, type Trend } from './trend.js';

/** What is known when the report is made. */
export interface Known {
  /** The sets in use over the findings. */
  readonly check: Check;
  readonly corpus: Pick<LogCorpus, 'processes' | 'notices' | 'problems'>;
  readonly own: OwnCode;
  readonly numCallers: number;
  /** What the files of verdicts say; undefined where there are none. */
  readonly judgement?: Judgement | undefined;
  /** The runs, where the findings come from a corpus. */
  readonly collected?: Collected | undefined;
  readonly baseline?: Baseline | undefined;
}

/** Everything that a report tells. */
export interface Overview {
  readonly totals: Tally;
  readonly kinds: readonly KindTally[];
  readonly runs: Runs;
  /** What the logs tell besides findings, and what of them could not be read. */
  readonly incidents: readonly Incident[];
  /** Marked real and hidden all the same. */
  readonly alarms: readonly CheckedFinding[];
  readonly changes: Changes | undefined;
  readonly trend: Trend | undefined;
  /** How to get better logs. */
  readonly advice: readonly Advice[];
  readonly groups: readonly ToldGroup[];
  readonly entries: readonly RankedEntry[];
  /** Verdicts that no finding needs any more. */
  readonly unneeded: Judgement['unneeded'];
  readonly own: OwnCode;
}

/** What ran, all sorted. */
export interface Runs {
  readonly logs: readonly string[];
  readonly processes: number;
  /** Of these, how many were recorded under suppressions, so that findings are missing. */
  readonly suppressed: number;
  readonly tools: readonly string[];
  /** Versions of Valgrind. */
  readonly versions: readonly string[];
  readonly commands: readonly string[];
}

/** Puts together what a report tells of findings, sets, verdicts and runs. */
export function overview(known: Known): Overview {
  const { check, corpus, own, numCallers, judgement, collected, baseline } = known;
  const { processes, notices } = corpus;
  const findings = check.findings.map(({ finding }) => finding);
  const circumstances: Circumstances = { own, findings, processes, notices };
  return {
    totals: tallyOf(check.findings),
    kinds: kindTallies(check),
    runs: runsOf(known),
    incidents: incidentsOf(corpus),
    alarms: check.findings.filter(({ real, state }) => real && state === 'hidden'),
    changes: baseline && changesSince(baseline, check.findings, processes),
    trend: collected && trendOf(collected, check.findings),
    advice: adviseLogs(circumstances),
    groups: toldGroups(groupFindings(findings, own), check.findings, {
      judged: judgement?.findings ?? [],
      advise: (group) => advise(group, circumstances),
    }),
    entries: rankedEntries(check, { numCallers, own }),
    unneeded: judgement?.unneeded ?? [],
    own,
  };
}

function runsOf({ corpus: { processes }, check }: Known): Runs {
  const distinct = (values: readonly (string | undefined)[]) =>
    [...new Set(values.flatMap((value) => value ?? []))].sort();
  const places = check.findings.flatMap(({ finding }) => finding.places.map(({ log }) => log));
  return {
    logs: distinct([...processes.map(({ log }) => log), ...places]),
    processes: processes.length,
    suppressed: processes.filter(({ suppressedSome }) => suppressedSome).length,
    tools: distinct(processes.map(({ tool }) => tool)),
    versions: distinct(processes.map(({ valgrind }) => valgrind)),
    commands: distinct(processes.map(({ command }) => command)),
  };
}
