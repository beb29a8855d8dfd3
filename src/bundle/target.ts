import type { Tool } from '../suppression/suppression.js';
import type { Platform } from './platform.js';

/** What is known of the place that a bundle is for, and who says so. */
export interface Fact<Value> {
  /** Undefined where nobody could tell. */
  readonly value: Value | undefined;
  /** Who says so, or why nobody does. */
  readonly from: string;
}

export interface Distribution {
  /** `ID` of os-release(5). */
  readonly name: string;
  /** `VERSION_ID`; a rolling distribution has none. */
  readonly version?: string;
}

/** What a bundle is for. */
export interface Target {
  readonly platform: Fact<Platform>;
  readonly distribution: Fact<Distribution>;
  readonly valgrind: Fact<string>;
  readonly tool: Fact<Tool>;
  /** By name: the version, or null where the library is not there. */
  readonly libraries: ReadonlyMap<string, Fact<string | null>>;
}
