/** A version of a library or a distribution, or bounds for one: numbers and letters between any other characters. */
export interface Release {
  readonly relation: '>=' | '<=' | '>' | '<' | '=';
  readonly version: string;
}

/** All of its bounds hold, and one of the versions that it names, where it names some. */
export type ReleaseRange = readonly Release[];

const comparison = /^(>=|<=|>|<|=|)[ \t]*(\d[\w.+~:-]*)$/;

/** Reads `>=2.70, <3`, or `2.70` alone, which means `=`. Undefined for anything else. */
export function parseReleaseRange(text: string): ReleaseRange | undefined {
  const range: Release[] = [];
  for (const part of text.split(',')) {
    const found = comparison.exec(part.trim());
    if (!found) return undefined;
    const relation = found[1] === '' ? '=' : (found[1] as Release['relation']);
    range.push({ relation, version: found[2]! });
  }
  return range;
}

/** Is the text a version that can be compared? */
export function isRelease(text: string): boolean {
  return /^\d[\w.+~:-]*$/.test(text);
}

/** Does a range hold a version? `2.70` names all releases that begin so: `2.70.1`, and not `2.7` or `2.701`. */
export function isReleaseIn(version: string, range: ReleaseRange): boolean {
  const named = range.filter(({ relation }) => relation === '=');
  return (
    (named.length === 0 || named.some((each) => beginsWith(version, each.version))) &&
    range.every(
      (each) => each.relation === '=' || keeps(compareReleases(version, each.version), each.relation),
    )
  );
}

/**
 * Below zero when `a` is older than `b`, zero when they are the same. As pkg-config and rpm do it: runs of digits are
 * numbers, runs of letters are texts and older than numbers, and what goes on is newer than what ends: `1.1.1w` is
 * newer than `1.1.1`.
 */
export function compareReleases(a: string, b: string): number {
  const [left, right] = [runsOf(a), runsOf(b)];
  for (let at = 0; at < Math.min(left.length, right.length); at += 1) {
    const order = compareRuns(left[at]!, right[at]!);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function beginsWith(version: string, name: string): boolean {
  const [runs, first] = [runsOf(version), runsOf(name)];
  return first.length <= runs.length && first.every((run, at) => compareRuns(run, runs[at]!) === 0);
}

function runsOf(version: string): readonly string[] {
  return version.match(/\d+|[a-z]+/gi) ?? [];
}

function compareRuns(a: string, b: string): number {
  const [isNumber, isOther] = [isDigit(a), isDigit(b)];
  if (isNumber !== isOther) return isNumber ? 1 : -1;
  const [left, right] = isNumber ? [a.replace(/^0+/, ''), b.replace(/^0+/, '')] : [a, b];
  // Numbers may be longer than a double is exact.
  if (isNumber && left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}

function isDigit(run: string): boolean {
  return run[0]! >= '0' && run[0]! <= '9';
}

function keeps(order: number, relation: '>=' | '<=' | '>' | '<'): boolean {
  switch (relation) {
    case '>=':
      return order >= 0;
    case '<=':
      return order <= 0;
    case '>':
      return order > 0;
    case '<':
      return order < 0;
  }
}
