import { parse } from '../suppression/parse.js';
import { newestVersion } from '../suppression/version.js';
import { blocksOf } from './blocks.js';
import { layOut } from './lay-out.js';
import { toolThatDiffers } from './proof.js';
import { sorted, type SortOrder } from './sort.js';

export interface FormatOptions {
  /** The Valgrind that will read the file; the newest unless given. What it refuses stays as it is. */
  readonly version?: string;
  /** `none` unless given. */
  readonly sort?: SortOrder;
}

/**
 * A suppression file in canonical layout, bytes in and bytes out; formatting the result again changes nothing.
 *
 * - `{`, `}` and comments outside of entries begin their line, everything inside is indented by three blanks
 * - no white space at the end of lines, which end in `\n`
 * - no blank line inside an entry or between it and the comments above it, one between entries and paragraphs of
 *   comments, none at the start or the end of the file
 * - what Valgrind refuses, and what an entry that is not closed runs into, stays byte for byte
 *
 * @throws Error when a tool would not load the same from the result: that is a defect of chaff, and an ugly file is better
 *   than a wrong one.
 */
export function format(bytes: string, options: FormatOptions = {}): string {
  const { version = newestVersion, sort = 'none' } = options;
  const tree = parse(bytes);
  const formatted = layOut(sorted(blocksOf(tree, version), sort));
  if (formatted === bytes) return bytes;
  const tool = toolThatDiffers(tree, parse(formatted), { version, inOrder: sort === 'none' });
  if (tool !== undefined)
    throw new Error(
      `${tool} would not load the formatted file as it loads this one; nothing was written, please report this defect of chaff`,
    );
  return formatted;
}

/** A broken piece of a file that `format` leaves as it is. */
export interface LeftAlone {
  /** 1-based, of what Valgrind refuses. */
  readonly line: number;
  /** What is wrong and what to do, a byte string. */
  readonly message: string;
}

/** What `format` leaves as it is, in the order of the file. Where there is something, nothing is sorted. */
export function leftAlone(bytes: string, options: FormatOptions = {}): LeftAlone[] {
  const { version = newestVersion } = options;
  return blocksOf(parse(bytes), version).flatMap((block) =>
    block.type === 'broken' ? [{ line: block.problem.line, message: block.problem.message }] : [],
  );
}
