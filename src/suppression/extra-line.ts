import type { ExtraLine } from './kinds.js';
import { parseLeakSet } from './leak-set.js';
import { looksLikeLocation } from './location.js';
import type { LeakKind } from './suppression.js';
import { compareVersions } from './version.js';

/** What an extra line says. */
export interface Extra {
  readonly extra?: string;
  readonly leakKinds?: readonly LeakKind[];
}

/** What stands between the kind of an entry and its locations. */
export type ExtraReading =
  | { readonly type: 'absent' }
  | ({ readonly type: 'read' } & Extra)
  /** Read, but this Valgrind warns that no error has this parameter. */
  | { readonly type: 'obsolete'; readonly extra: string }
  | { readonly type: 'refused'; readonly message: string };

/**
 * Judges the line after the kind.
 * @param text that line; undefined at the end of the file
 */
export function readExtra(expected: ExtraLine, text: string | undefined, version: string): ExtraReading {
  switch (expected) {
    case 'none':
      return { type: 'absent' };
    case 'parameter':
      return readParameter(text, version);
    case 'leak-kinds':
      return compareVersions(version, '3.9') < 0 ? { type: 'absent' } : readLeakKinds(text);
    case 'fishy-value':
      return readFishyValue(text);
  }
}

/** Valgrind takes any line that does not look like a location, even `}` or `src:...`. */
function readParameter(text: string | undefined, version: string): ExtraReading {
  if (text === undefined || looksLikeLocation(text)) {
    return {
      type: 'refused',
      message:
        'The name of the system call parameter is missing. Put it on a line of its own before the first ' +
        'location, spelled as the error spells it, e.g. "write(buf)".',
    };
  }
  const isObsolete = obsoleteParameters.includes(text) && compareVersions(version, '3.16') >= 0;
  return { type: isObsolete ? 'obsolete' : 'read', extra: text };
}

/** Since 3.15 the errors name the element of the vector. */
const obsoleteParameters = ['preadv(vector[...])', 'pwritev(vector[...])'];

/** What Valgrind prints for them. */
export function obsoleteWarning(parameter: string): string {
  return `WARNING: ${parameter} is an obsolete suppression line not supported in valgrind 3.15 or later.`;
}

function readLeakKinds(text: string | undefined): ExtraReading {
  if (text === undefined || looksLikeLocation(text)) return { type: 'absent' };
  const keyword = 'match-leak-kinds:';
  if (!text.startsWith(keyword)) {
    return {
      type: 'refused',
      message: text.startsWith('src:')
        ? 'Valgrind does not read "src:" as the first location of a leak. Put "match-leak-kinds: all" before it.'
        : `After a "Leak" kind comes "match-leak-kinds: ...", or the first location, or nothing Valgrind can read.`,
    };
  }
  const leakKinds = parseLeakSet(text.slice(keyword.length).replace(/^[ \t\f\v\r]+/, ''));
  if (leakKinds) return { type: 'read', leakKinds };
  return {
    type: 'refused',
    message:
      'Valgrind cannot read this set of leak kinds. Write definite, indirect, possible and reachable, separated ' +
      'by commas without blanks, or "all" or "none" alone.',
  };
}

/** The text after the `)` does not count. */
function readFishyValue(text: string | undefined): ExtraReading {
  if (text === undefined || looksLikeLocation(text)) return { type: 'absent' };
  const found = /^[^(]*\([^)]*\)/.exec(text);
  if (found) return { type: 'read', extra: found[0] };
  return {
    type: 'refused',
    message: 'The function and argument are missing. Put them on a line of their own, e.g. "malloc(size)".',
  };
}
