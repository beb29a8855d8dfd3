import type { Finding } from '../finding/finding.js';
import { globMatches, hasWildcard } from '../match/glob.js';
import type { ReadEntry } from './entries.js';

/** What was asked for, or the many things that it could be; none is an empty list. */
export type Selected<T> =
  { readonly one: T; readonly many?: never } | { readonly many: readonly T[]; readonly one?: never };

/** The finding with this id, or with an id that begins so. */
export function selectFinding(text: string, findings: readonly Finding[]): Selected<Finding> {
  const wanted = text.toLowerCase();
  const exact = findings.find(({ id }) => id === wanted);
  return exact ? { one: exact } : only(findings.filter(({ id }) => id.startsWith(wanted)));
}

/**
 * The entry at `FILE:LINE`, any of its lines, the file as given or the end of its path; the entry with this name; the one whose
 * name fits it as a glob or has it in it, upper and lower case being the same then. The first of these that finds any decides.
 */
export function selectEntry(text: string, entries: readonly ReadEntry[]): Selected<ReadEntry> {
  const place = /^(.*):(\d{1,9})$/s.exec(text);
  const lower = text.toLowerCase();
  const ways: readonly ((entry: ReadEntry) => boolean)[] = [
    ({ name }) => name === text,
    ({ file, first, last }) =>
      place !== null && isAt(file, place[1]!) && first <= Number(place[2]) && Number(place[2]) <= last,
    ({ name }) => hasWildcard(text) && globMatches(lower, name.toLowerCase()),
    ({ name }) => name.toLowerCase().includes(lower),
  ];
  for (const fits of ways) {
    const found = entries.filter(fits);
    if (found.length > 0) return only(found);
  }
  return { many: [] };
}

function isAt(file: string, wanted: string): boolean {
  return file === wanted || file.endsWith(`/${wanted}`);
}

function only<T>(found: readonly T[]): Selected<T> {
  return found.length === 1 ? { one: found[0]! } : { many: found };
}
