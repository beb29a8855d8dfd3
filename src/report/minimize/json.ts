import type { Minimized, Tally } from '../../minimize/minimize.js';
import { formatLocation } from '../../suppression/location.js';
import { toJson } from '../json.js';

/** What `chaff minimize --json` prints. */
export interface MinimizeJson {
  readonly version: 1;
  readonly noise: Tally;
  readonly real: Tally;
  /** Suppressions written, and their location lines in all. */
  readonly entries: number;
  readonly frames: number;
  /** True when no smaller number of entries exists over the candidates considered. */
  readonly optimal: boolean;
  /** Proven lower bound on that number. */
  readonly bound: number;
  readonly uncovered: readonly { readonly id: string; readonly reason: string }[];
  readonly suppressions: readonly JsonSuppression[];
}

export interface JsonSuppression {
  readonly name: string;
  readonly kind: string;
  readonly extra: string | null;
  readonly leakKinds: readonly string[] | null;
  readonly frames: readonly string[];
  readonly hides: readonly string[];
}

export function minimizeJson(result: Minimized): string {
  const { noise, real, suppressions, uncovered, bound } = result;
  const json: MinimizeJson = {
    version: 1,
    noise,
    real,
    entries: suppressions.length,
    frames: suppressions.reduce((sum, each) => sum + each.frames.length, 0),
    optimal: bound === suppressions.length,
    bound,
    uncovered,
    suppressions: suppressions.map(jsonSuppression),
  };
  return toJson(json);
}

export function jsonSuppression(each: Minimized['suppressions'][number]): JsonSuppression {
  return {
    name: each.name,
    kind: each.kind,
    extra: each.extra ?? null,
    leakKinds: each.leakKinds ?? null,
    frames: each.frames.map(formatLocation),
    hides: each.hides,
  };
}
