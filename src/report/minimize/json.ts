import type { AuxiliaryStack, Frame } from '../../finding/finding.js';
import type { Minimized, Tally } from '../../minimize/minimize.js';
import type { Refusal } from '../../minimize/choose.js';
import type { NewEntry } from '../../suppression/write.js';
import { formatLocation } from '../../suppression/location.js';
import { jsonEntry, toJson, type JsonEntry } from '../json.js';

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
  readonly suppressions: readonly (JsonSuppression & { readonly breadth: JsonBreadth })[];
  readonly refusals: readonly JsonRefusal[];
  /** Findings that stay reported, as if real, since one stack stands for values of several origins. */
  readonly ambiguous: readonly { readonly id: string; readonly origins: readonly JsonOrigin[] }[];
}

export interface JsonOrigin {
  readonly what: string;
  readonly stack: readonly JsonFrame[];
}

export interface JsonFrame {
  readonly fun: string | null;
  readonly obj: string | null;
}

export interface JsonSuppression {
  readonly name: string;
  readonly kind: string;
  readonly extra: string | null;
  readonly leakKinds: readonly string[] | null;
  readonly frames: readonly string[];
  readonly hides: readonly string[];
}

/** What an entry would hide besides the noise it is for: functions whose direct call from own code it does not tell. */
export interface JsonBreadth {
  /** False where the logs do not tell objects. */
  readonly known: boolean;
  readonly doors: readonly string[];
  readonly text: string;
}

/** An entry that was not written, since it matches a stack that no log shows and that a `--real` pattern matches. */
export interface JsonRefusal {
  readonly kind: string;
  readonly frames: readonly string[];
  readonly pattern: JsonEntry;
  /** Innermost first; null where the search for one was given up. */
  readonly stack: readonly JsonFrame[] | null;
}

export function minimizeJson(result: Minimized): string {
  const { noise, real, suppressions, uncovered, bound, refusals, kept } = result;
  const json: MinimizeJson = {
    version: 1,
    noise,
    real,
    entries: suppressions.length,
    frames: suppressions.reduce((sum, each) => sum + each.frames.length, 0),
    optimal: bound === suppressions.length,
    bound,
    uncovered,
    suppressions: suppressions.map((each) => ({ ...jsonSuppression(each), breadth: each.breadth })),
    refusals: refusals.map(jsonRefusal),
    ambiguous: kept
      .filter(({ finding }) => finding.origins.length > 1)
      .map(({ finding: { id, origins } }) => ({ id, origins: origins.map(jsonOrigin) })),
  };
  return toJson(json);
}

export function jsonSuppression(each: NewEntry & { readonly hides: readonly string[] }): JsonSuppression {
  return {
    name: each.name,
    kind: each.kind,
    extra: each.extra ?? null,
    leakKinds: each.leakKinds ?? null,
    frames: each.frames.map(formatLocation),
    hides: each.hides,
  };
}

function jsonRefusal({ kind, frames, pattern, stack }: Refusal): JsonRefusal {
  return {
    kind,
    frames: frames.map(formatLocation),
    pattern: jsonEntry(pattern),
    stack: stack?.map(jsonFrame) ?? null,
  };
}

function jsonOrigin({ caption, frames }: AuxiliaryStack): JsonOrigin {
  return { what: caption.trim(), stack: frames.map(jsonFrame) };
}

function jsonFrame({ fun, demangled, obj }: Frame): JsonFrame {
  return { fun: fun ?? demangled ?? null, obj: obj ?? null };
}
