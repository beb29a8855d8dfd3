import type { Metadata } from '../suppression/metadata.js';
import type { Suppression, Tool } from '../suppression/suppression.js';
import type { Entry } from '../suppression/tree.js';

/** An entry of a set as its owners see it: where it stands, what it says to each tool, what its comments say of it. */
export interface SetEntry {
  /** Name of the file as the caller gave it. */
  readonly file: string;
  /** 1-based, of its name. */
  readonly line: number;
  readonly name: string;
  /** Its lines, the comments directly above it included. */
  readonly source: Entry;
  readonly metadata: Metadata;
  /** What each tool loads of it, all its locations included; empty where no tool of the version does. */
  readonly loaded: ReadonlyMap<Tool, Suppression>;
  /** Equal for entries that say the same to the same tools. Name, place, comments and layout do not count. */
  readonly content: string;
}
