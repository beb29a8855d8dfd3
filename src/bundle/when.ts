import type { Tool } from '../suppression/suppression.js';
import type { VersionRange } from '../suppression/version-range.js';
import type { Platform } from './platform.js';
import { parseReleaseRange, type ReleaseRange } from './release.js';

/** When a layer is in use. All that is named must hold; of a list, one must, but all of the libraries. */
export interface When {
  readonly platform?: readonly Asked<Partial<Platform>>[];
  readonly distribution?: readonly Asked<NamedRange>[];
  readonly valgrind?: Asked<VersionRange>;
  readonly tool?: readonly Asked<Tool>[];
  readonly library?: readonly Asked<NamedRange>[];
}

/** A condition, and how it is written. */
export interface Asked<Value> {
  readonly text: string;
  readonly value: Value;
}

/** `glib-2.0 >=2.70`: a name and the versions of it; all of them where no range follows. */
export interface NamedRange {
  readonly name: string;
  readonly range?: ReleaseRange;
}

/** Reads a name and a range. Undefined where the name could be none of pkg-config's, or the range is none. */
export function parseNamedRange(text: string): NamedRange | undefined {
  const found = /^([A-Za-z0-9][\w.+-]*)(?:[ \t]+(.+))?$/.exec(text.trim());
  if (!found) return undefined;
  const [, name, rest] = found;
  if (rest === undefined) return { name: name! };
  const range = parseReleaseRange(rest);
  return range && { name: name!, range };
}

/** A layer of a set: files that are in use together. */
export interface Layer {
  /** 1 for the first of the configuration; 0 for its packs, which come before it. */
  readonly number: number;
  /** Always in use where it is undefined. */
  readonly when?: When;
  /** As the configuration names them, in order. */
  readonly sets: readonly string[];
}
