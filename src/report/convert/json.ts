import type { Conversion, Written } from '../../convert/convert.js';
import type { Loss } from '../../convert/template.js';
import { jsonEntry, toJson, type JsonEntry } from '../json.js';

/** What `chaff convert --json` prints. */
export interface ConvertJson {
  readonly version: 1;
  readonly to: 'lsan' | 'tsan';
  readonly suppressions: readonly (JsonEntry & ConvertLineJson)[];
  readonly leftOut: readonly (JsonEntry & {
    /** False where the sanitizer reports no such thing. */
    readonly isLoss: boolean;
    readonly because: string;
    /** What `--broaden` would write; null where nothing would do. */
    readonly broadened: ConvertLineJson | null;
  })[];
}

export interface ConvertLineJson {
  readonly type: string;
  readonly template: string;
  /** Empty where the line hides what the entry hides. */
  readonly losses: readonly Loss[];
}

export function convertJson({ sanitizer, written, leftOut }: Conversion): string {
  const json: ConvertJson = {
    version: 1,
    to: sanitizer.id,
    suppressions: written.map((each) => ({ ...jsonEntry(each.entry), ...lineOf(each) })),
    leftOut: leftOut.map(({ isLoss, because, broadened, ...entry }) => ({
      ...{ ...jsonEntry(entry), isLoss, because },
      broadened: broadened ? lineOf(broadened) : null,
    })),
  };
  return toJson(json);
}

function lineOf({ type, template, losses }: Written): ConvertLineJson {
  return { type, template, losses };
}
