import type { Conversion, Written } from '../../convert/convert.js';
import type { Loss } from '../../convert/template.js';
import { toJson } from '../json.js';

/** What `chaff convert --json` prints. */
export interface ConvertJson {
  readonly version: 1;
  readonly to: 'lsan' | 'tsan';
  readonly suppressions: readonly (ConvertPlaceJson & ConvertLineJson)[];
  readonly leftOut: readonly (ConvertPlaceJson & {
    /** False where the sanitizer reports no such thing. */
    readonly isLoss: boolean;
    readonly because: string;
    /** What `--broaden` would write; null where nothing would do. */
    readonly broadened: ConvertLineJson | null;
  })[];
}

export interface ConvertPlaceJson {
  readonly name: string;
  readonly file: string;
  readonly line: number;
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
    suppressions: written.map((each) => ({
      name: each.entry.name,
      file: each.entry.file,
      line: each.entry.line,
      ...lineOf(each),
    })),
    leftOut: leftOut.map(({ name, file, line, isLoss, because, broadened }) => ({
      ...{ name, file, line, isLoss, because },
      broadened: broadened ? lineOf(broadened) : null,
    })),
  };
  return toJson(json);
}

function lineOf({ type, template, losses }: Written): ConvertLineJson {
  return { type, template, losses };
}
