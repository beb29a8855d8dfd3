import { isDay } from './calendar.js';
import { editDistance } from './near-words.js';
import type { Entry, Line } from './tree.js';
import { parseVersionRange, type VersionRange } from './version-range.js';

/**
 * What comment lines directly above an entry or inside it say about it, as `# key: value`. To Valgrind they are plain
 * comments. All values are byte strings.
 */
export interface Metadata {
  /** Why the entry is there. */
  readonly reason: readonly Datum<string>[];
  /** URLs of reports. */
  readonly bug: readonly Datum<string>[];
  /** Who looks after it. */
  readonly owner: readonly Datum<string>[];
  /** The library that has the fault. */
  readonly library: readonly Datum<Library>[];
  /** `YYYY-MM-DD`; of this key and those below the first one counts, so there is one at most. */
  readonly added: readonly Datum<string>[];
  /** `YYYY-MM-DD`: the last day on which it is wanted. */
  readonly expires: readonly Datum<string>[];
  /** The versions of Valgrind that need it. */
  readonly valgrind: readonly Datum<VersionRange>[];
  /** At most so many findings may it hide. */
  readonly max: readonly Datum<number>[];
  /** What looks like metadata and is none, in the order of the file. */
  readonly malformed: readonly Malformed[];
}

export interface Library {
  readonly name: string;
  /** What follows the name; undefined where nothing does. */
  readonly version?: string;
}

/** A stretch of a comment line: bytes `from` to `to` (not included) of its text. */
interface Stretch {
  readonly line: Line;
  readonly from: number;
  readonly to: number;
}

export interface Datum<Value> extends Stretch {
  readonly value: Value;
}

/** The stretch is the key where that is at fault, else the value. */
export interface Malformed extends Stretch {
  /** The key that is meant. */
  readonly key: MetadataKey;
  /**
   * - `key`: one letter away from a key
   * - `empty`, `value`: no value, or none that the key takes
   * - `repeated`: a key that counts once only was there before
   */
  readonly fault: 'key' | 'empty' | 'value' | 'repeated';
}

type Values = { [Key in Exclude<keyof Metadata, 'malformed'>]: Metadata[Key][number]['value'] };
export type MetadataKey = keyof Values;

/** Reads a value that is not empty; undefined where the key does not take it. */
const readers: { readonly [Key in MetadataKey]: (text: string) => Values[Key] | undefined } = {
  reason: (text) => text,
  bug: (text) => (/^[a-z][a-z\d+.-]*:\/\/[^ \t\f\v\r/?#][^ \t\f\v\r]*$/i.test(text) ? text : undefined),
  owner: (text) => text,
  library: readLibrary,
  added: readDay,
  expires: readDay,
  valgrind: parseVersionRange,
  max: (text) => (/^\d{1,15}$/.test(text) ? Number(text) : undefined),
};

export const metadataKeys = Object.keys(readers) as readonly MetadataKey[];

/** The keys of which an entry has one value only. */
const once: ReadonlySet<MetadataKey> = new Set(['added', 'expires', 'valgrind', 'max']);

const blank = '[ \\t\\f\\v\\r]*';
const shape = new RegExp(`^#+${blank}([a-z]+)${blank}:${blank}`, 'i');

/**
 * Reads the metadata of an entry. The case of a key and the blanks around it do not matter. A comment of another shape,
 * or with another word before its colon, is prose.
 */
export function metadataOf(entry: Entry): Metadata {
  const comments = entry.ofType('comment');
  return comments.length === 0 ? emptyMetadata : metadataIn(comments);
}

const emptyMetadata = metadataIn([]);

function metadataIn(comments: readonly Line[]): Metadata {
  const found: Record<MetadataKey, Datum<unknown>[]> & { malformed: Malformed[] } = {
    ...{ reason: [], bug: [], owner: [], library: [], added: [], expires: [], valgrind: [], max: [] },
    malformed: [],
  };
  for (const line of comments) {
    const begin = shape.exec(line.text);
    if (!begin) continue;
    const word = begin[1]!.toLowerCase();
    const key = metadataKeys.find((each) => each === word);
    if (key) readValue(key, { line, from: begin[0].length, to: line.text.length });
    else readNearMiss(word, line);
  }
  return found as Metadata;

  function readValue(key: MetadataKey, place: Stretch): void {
    const text = place.line.text.slice(place.from);
    const value = text === '' ? undefined : readers[key](text);
    const fault = once.has(key) && found[key].length > 0 ? 'repeated' : text === '' ? 'empty' : 'value';
    if (value === undefined || fault === 'repeated') found.malformed.push({ ...place, key, fault });
    else found[key].push({ ...place, value });
  }

  function readNearMiss(word: string, line: Line): void {
    const key = metadataKeys.find((each) => isNearMiss(word, each));
    const from = line.text.toLowerCase().indexOf(word);
    if (key) found.malformed.push({ line, from, to: from + word.length, key, fault: 'key' });
  }
}

/** One letter is wrong, missing or too many. Of keys as short as `max`, prose has words like that: `map`, `man`. */
function isNearMiss(word: string, key: MetadataKey): boolean {
  if (Math.abs(word.length - key.length) > 1 || (key.length < 4 && word.length <= key.length)) return false;
  return editDistance(word, key) === 1;
}

/** Does the line look like metadata, well-formed or not? */
export function isMetadata(line: Line): boolean {
  const { malformed, ...values } = metadataIn([line]);
  return malformed.length > 0 || Object.values(values).some((found) => found.length > 0);
}

function readDay(text: string): string | undefined {
  return isDay(text) ? text : undefined;
}

function readLibrary(text: string): Library {
  const [, name, version] = /^([^ \t\f\v\r]+)(?:[ \t\f\v\r]+(.+))?$/s.exec(text)!;
  return version === undefined ? { name: name! } : { name: name!, version };
}
