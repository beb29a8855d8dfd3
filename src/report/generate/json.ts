import type { Generated } from '../../generate/generate.js';
import { toJson } from '../json.js';
import { jsonSuppression, type JsonSuppression } from '../minimize/json.js';

/** What `chaff generate --json` prints. */
export interface GenerateJson {
  readonly version: 1;
  readonly entries: number;
  readonly uncovered: Generated['uncovered'];
  readonly suppressions: readonly JsonSuppression[];
}

export function generateJson({ suppressions, uncovered }: Generated): string {
  const json: GenerateJson = {
    version: 1,
    entries: suppressions.length,
    uncovered,
    suppressions: suppressions.map(jsonSuppression),
  };
  return toJson(json);
}
