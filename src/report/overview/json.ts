import type { Advice } from '../../advice/advice.js';
import type { CheckedFinding } from '../../check/check.js';
import type { Changes } from '../../overview/changes.js';
import type { RankedEntry } from '../../overview/entries.js';
import type { Rank, ToldGroup } from '../../overview/groups.js';
import type { Overview } from '../../overview/overview.js';
import type { KindTally, Tally } from '../../overview/totals.js';
import type { Trend } from '../../overview/trend.js';
import type { Verdict } from '../../verdict/verdict.js';
import { jsonEntry, jsonFinding, toJson, type JsonEntry, type JsonFinding } from '../json.js';
import { jsonMetadata, type JsonMetadata } from '../metadata.js';
import { causeInWords } from './words.js';

/** What `chaff report --json` prints; nothing is left out. */
export interface OverviewJson {
  readonly version: 1;
  readonly totals: Tally;
  readonly kinds: readonly KindTally[];
  readonly runs: Overview['runs'];
  readonly incidents: Overview['incidents'];
  /** In the order of the report. */
  readonly groups: readonly JsonGroup[];
  readonly entries: readonly (JsonEntry & {
    readonly hides: number;
    readonly mayHide: number;
    readonly hidesReal: number;
    readonly count: number;
    readonly isOverMax: boolean;
    readonly breadth: RankedEntry['breadth'] | null;
    readonly metadata: JsonMetadata | null;
  })[];
  readonly unneededVerdicts: readonly (JsonEntry & { readonly verdict: Verdict })[];
  readonly advice: readonly Advice[];
  readonly trend: Trend | null;
  readonly changes: JsonChanges | null;
}

export interface JsonGroup {
  readonly id: string;
  readonly cause: { readonly type: string; readonly words: string; readonly names: readonly string[] };
  readonly rank: Rank;
  readonly tally: Tally;
  readonly bytes: number | null;
  readonly blocks: number | null;
  readonly advice: readonly Advice[];
  readonly findings: readonly (JsonFinding & {
    readonly state: CheckedFinding['state'];
    readonly real: boolean;
    readonly verdict: Verdict | null;
    readonly hiddenBy: readonly JsonEntry[];
    readonly possiblyHiddenBy: readonly JsonEntry[];
  })[];
}

export interface JsonChanges extends Pick<Changes, 'baseline' | 'same' | 'processes'> {
  /** Ids; the findings are in the groups. */
  readonly new: readonly string[];
  readonly gone: readonly JsonFinding[];
  readonly moreFrequent: readonly {
    readonly id: string;
    readonly before: number;
    readonly now: number;
    readonly factor: number;
  }[];
}

export function overviewJson(overview: Overview): string {
  const { totals, kinds, runs, incidents, groups, entries, unneeded, advice, trend, changes } = overview;
  const json: OverviewJson = {
    version: 1,
    ...{ totals, kinds, runs, incidents, groups: groups.map(jsonGroup) },
    entries: entries.map((each) => {
      const { hides, mayHide, hidesReal, count, isOverMax, breadth, metadata } = each;
      return {
        ...{ ...jsonEntry(each), hides, mayHide, hidesReal, count, isOverMax },
        breadth: breadth ?? null,
        metadata: metadata ? jsonMetadata(metadata) : null,
      };
    }),
    unneededVerdicts: unneeded.map(({ verdict, entry }) => ({ ...jsonEntry(entry), verdict })),
    advice,
    trend: trend ?? null,
    changes: changes ? jsonChanges(changes) : null,
  };
  return toJson(json);
}

function jsonGroup({ group, rank, tally, advice, findings }: ToldGroup): JsonGroup {
  return {
    id: group.id,
    cause: { type: group.cause.type, ...causeInWords(group.cause) },
    ...{ rank, tally, bytes: group.bytes ?? null, blocks: group.blocks ?? null, advice },
    findings: findings.map(({ finding, state, real, judged, hiddenBy, possiblyHiddenBy }) => ({
      ...{ ...jsonFinding(finding), state, real, verdict: judged?.verdict ?? null },
      hiddenBy: hiddenBy.map(jsonEntry),
      possiblyHiddenBy: possiblyHiddenBy.map(jsonEntry),
    })),
  };
}

function jsonChanges({ baseline, fresh, gone, more, same, processes }: Changes): JsonChanges {
  return {
    ...{ baseline, same, processes },
    new: fresh.map(({ finding }) => finding.id),
    gone: gone.map(jsonFinding),
    moreFrequent: more.map(({ checked, before, now, factor }) => ({
      ...{ id: checked.finding.id, before, now, factor },
    })),
  };
}
