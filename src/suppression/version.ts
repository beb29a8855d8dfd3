/** The newest and the oldest Valgrind whose reading of files is modelled. */
export const newestVersion = '3.28.0';
export const oldestVersion = '3.5.0';

/** `3.19`, `3.19.0`, also with a suffix: `3.28.0.GIT`. Undefined for anything else. */
export function parseVersion(text: string): readonly [number, number, number] | undefined {
  const found = /^(\d{1,4})\.(\d{1,4})(?:\.(\d{1,4}))?(?:[.-]?[A-Za-z]\w*)?$/.exec(text);
  return found ? [Number(found[1]), Number(found[2]), Number(found[3] ?? 0)] : undefined;
}

/**
 * Below zero when `a` is older than `b`, zero when they are the same release (`3.19` is `3.19.0`).
 * @throws RangeError for a text that is no version.
 */
export function compareVersions(a: string, b: string): number {
  const [left, right] = [numbersOf(a), numbersOf(b)];
  return left[0] - right[0] || left[1] - right[1] || left[2] - right[2];
}

/** Few versions are compared, and each very often. */
const numbers = new Map<string, readonly [number, number, number]>();

function numbersOf(text: string): readonly [number, number, number] {
  const known = numbers.get(text);
  if (known) return known;
  const version = parseVersion(text);
  if (!version) throw new RangeError(`not a Valgrind version: ${text}`);
  numbers.set(text, version);
  return version;
}

/** True when `version` lies in `since` (included) to `until` (not included); absent bounds are open. */
export function existsIn(
  range: { readonly since?: string; readonly until?: string },
  version: string,
): boolean {
  return (
    (range.since === undefined || compareVersions(version, range.since) >= 0) &&
    (range.until === undefined || compareVersions(version, range.until) < 0)
  );
}
