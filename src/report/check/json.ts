import type { Check } from '../../check/check.js';
import type { Judged, Judgement, Verdict } from '../../verdict/verdict.js';
import { jsonEntry, jsonFinding, toJson, type JsonEntry, type JsonFinding } from '../json.js';
import { jsonMetadata, type JsonMetadata } from '../metadata.js';

/** What `chaff check --json` prints. */
export interface CheckJson {
  readonly version: 1;
  readonly findings: readonly (JsonFinding & {
    readonly real: boolean;
    readonly hiddenBy: readonly JsonEntry[];
    readonly possiblyHiddenBy: readonly JsonEntry[];
    /** What the files of verdicts say; null where they say nothing, absent where there are none. */
    readonly verdict?: JsonVerdict | null;
  })[];
  readonly suppressions: readonly (JsonEntry & {
    readonly hides: number;
    readonly mayHide: number;
    /** It hides more than its `# max:` allows. */
    readonly isOverMax: boolean;
    readonly metadata: JsonMetadata | null;
  })[];
  /** Verdicts that no finding needs; absent where there are no files of verdicts. */
  readonly unneededVerdicts?: readonly (JsonEntry & { readonly verdict: Verdict })[];
  readonly totals: Check['totals'];
}

export interface JsonVerdict {
  readonly verdict: Verdict;
  readonly entries: readonly JsonEntry[];
  /** Entries of another verdict match as well. */
  readonly contradicted: boolean;
}

export function checkJson(check: Check, judgement?: Judgement): string {
  const json: CheckJson = {
    version: 1,
    findings: check.findings.map((each, at) => ({
      ...jsonFinding(each.finding),
      real: each.real,
      hiddenBy: each.hiddenBy.map(jsonEntry),
      possiblyHiddenBy: each.possiblyHiddenBy.map(jsonEntry),
      ...(judgement ? { verdict: jsonVerdict(judgement.findings[at]!) } : {}),
    })),
    suppressions: check.suppressions.map(({ name, file, line, hides, mayHide, isOverMax, metadata }) => ({
      ...{ name, file, line, hides, mayHide, isOverMax },
      metadata: metadata ? jsonMetadata(metadata) : null,
    })),
    ...(judgement ? { unneededVerdicts: unneeded(judgement) } : {}),
    totals: check.totals,
  };
  return toJson(json);
}

function jsonVerdict({ verdict, entries, contradicted }: Judged): JsonVerdict | null {
  return verdict === undefined ? null : { verdict, entries: entries.map(jsonEntry), contradicted };
}

function unneeded(judgement: Judgement): CheckJson['unneededVerdicts'] {
  return judgement.unneeded.map(({ verdict, entry: one }) => ({ verdict, ...jsonEntry(one) }));
}
