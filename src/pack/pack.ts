import type { SetEntry } from '../set/set-entry.js';
import type { SetFile } from '../set/read-set.js';
import type { Tool } from '../suppression/suppression.js';

/** What the comment at the head of a pack says of it: see head.ts for the form. All texts are byte strings. */
export interface PackHead {
  /** `glib`: the name of the file without `.supp`. */
  readonly name: string;
  /** What it is for, in words. */
  readonly title: string;
  /** The tools that it has entries for. */
  readonly tools: readonly Tool[];
  /** The packs that it goes with: their noise is not in this one. */
  readonly needs: readonly string[];
  /** The library whose versions its entries name. */
  readonly library: PackLibrary;
  /** Where its noise was recorded, oldest release first. */
  readonly places: readonly PackPlace[];
  /** The bugs, planted by us in `programs` programs, of which none is hidden. */
  readonly planted: { readonly bugs: number; readonly programs: number };
}

export interface PackLibrary {
  /** As pkg-config has it, or a plain name where pkg-config has none. */
  readonly name: string;
  /** Debian's packages that hold it, of any release. */
  readonly packages: readonly string[];
}

/** One system on which the noise of a pack was recorded. */
export interface PackPlace {
  /** `debian 12` */
  readonly distribution: string;
  /** `linux-x86_64` */
  readonly platform: string;
  readonly valgrind: string;
  /** The version of the pack's library. */
  readonly library: string;
  readonly runs: number;
  /** Distinct findings of noise. */
  readonly findings: number;
  /** `YYYY-MM-DD` */
  readonly date: string;
  /** File names of the shared objects (or programs) that the pack is about, sorted. */
  readonly objects: readonly string[];
}

/** How an entry of a pack was seen. */
export interface Seen {
  readonly findings: number;
  readonly records: number;
  /** Names of runs, sorted; those that came first where there are many. */
  readonly runs: readonly string[];
  /** How many runs there are beside those. */
  readonly moreRuns: number;
  /** `debian 12`, …, in the order of the pack's places. */
  readonly distributions: readonly string[];
  /** `YYYY-MM-DD` of the last recording. */
  readonly date: string;
}

export interface PackEntry {
  readonly entry: SetEntry;
  /** Undefined where its comments do not say so. */
  readonly seen: Seen | undefined;
  /** What it may hide besides, in words, as `minimize` has it; undefined likewise. */
  readonly breadth: string | undefined;
}

export interface Pack {
  readonly head: PackHead;
  readonly file: SetFile;
  readonly entries: readonly PackEntry[];
}
