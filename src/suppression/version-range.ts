import { compareVersions, parseVersion } from './version.js';

/** Versions of Valgrind as people write them: `>=3.19`, `>=3.19, <3.22`, `3.19`. */
export type VersionRange = readonly Comparison[];

interface Comparison {
  readonly relation: Relation;
  readonly version: string;
}

/** The longer ones first, since a text that begins with `>=` begins with `>` too. */
const relations = ['>=', '<=', '>', '<', '='] as const;
type Relation = (typeof relations)[number];

/** Reads comparisons with commas between them; undefined where one of them is none. A version alone means `=`. */
export function parseVersionRange(text: string): VersionRange | undefined {
  const range = text.split(',').map(parseComparison);
  return range.every((comparison) => comparison !== undefined) ? range : undefined;
}

function parseComparison(text: string): Comparison | undefined {
  const trimmed = text.trim();
  const relation = relations.find((each) => trimmed.startsWith(each));
  const version = trimmed.slice(relation?.length ?? 0).trimStart();
  return parseVersion(version) ? { relation: relation ?? '=', version } : undefined;
}

/**
 * Does the range hold the version? It must keep within all bounds and, where versions are named, be one of them; `3.19`
 * names all its releases, `3.19.1` too.
 * @throws RangeError for a text that is no version.
 */
export function isInRange(version: string, range: VersionRange): boolean {
  const named = range.filter(({ relation }) => relation === '=');
  const bounds = range.filter(({ relation }) => relation !== '=');
  return (
    (named.length === 0 || named.some((each) => isReleaseOf(version, each.version))) &&
    bounds.every((bound) => keeps(compareVersions(version, bound.version), bound.relation))
  );
}

function keeps(order: number, relation: Relation): boolean {
  switch (relation) {
    case '>=':
      return order >= 0;
    case '>':
      return order > 0;
    case '<=':
      return order <= 0;
    case '<':
      return order < 0;
    case '=':
      return order === 0;
  }
}

function isReleaseOf(version: string, name: string): boolean {
  if (compareVersions(version, name) === 0) return true;
  if (/^\d+\.\d+\.\d/.test(name)) return false;
  const [major, minor] = parseVersion(version)!;
  return compareVersions(`${major}.${minor}`, name) === 0;
}
