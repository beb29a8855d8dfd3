import type { Check } from '../../check/check.js';
import type { Suppression } from '../../suppression/suppression.js';
import { jsonFinding, toJson, type JsonFinding } from '../json.js';
import { jsonMetadata, type JsonMetadata } from '../metadata.js';

/** What `chaff check --json` prints. */
export interface CheckJson {
  readonly version: 1;
  readonly findings: readonly (JsonFinding & {
    readonly real: boolean;
    readonly hiddenBy: readonly JsonEntry[];
    readonly possiblyHiddenBy: readonly JsonEntry[];
  })[];
  readonly suppressions: readonly (JsonEntry & {
    readonly hides: number;
    readonly mayHide: number;
    /** It hides more than its `# max:` allows. */
    readonly isOverMax: boolean;
    readonly metadata: JsonMetadata | null;
  })[];
  readonly totals: Check['totals'];
}

export interface JsonEntry {
  readonly name: string;
  readonly file: string;
  readonly line: number;
}

export function checkJson(check: Check): string {
  const json: CheckJson = {
    version: 1,
    findings: check.findings.map((each) => ({
      ...jsonFinding(each.finding),
      real: each.real,
      hiddenBy: each.hiddenBy.map(entry),
      possiblyHiddenBy: each.possiblyHiddenBy.map(entry),
    })),
    suppressions: check.suppressions.map(({ name, file, line, hides, mayHide, isOverMax, metadata }) => ({
      ...{ name, file, line, hides, mayHide, isOverMax },
      metadata: metadata ? jsonMetadata(metadata) : null,
    })),
    totals: check.totals,
  };
  return toJson(json);
}

function entry({ name, file, line }: Suppression): JsonEntry {
  return { name, file, line };
}
