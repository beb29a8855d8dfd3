import { compareReleases } from '../bundle/release.js';

/**
 * The range that holds the versions that were seen, to their second place: `>=2.66, <2.85` for 2.66.8, 2.74.6 and 2.84.4.
 * A version that has one place only is taken whole.
 */
export function rangeOf(versions: readonly string[]): string {
  const places = versions.map((version) => version.split('.').slice(0, 2).join('.')).sort(compareReleases);
  return `>=${places[0]!}, <${next(places.at(-1)!)}`;
}

/** The version after all that begin so: 2.85 for 2.84. */
function next(version: string): string {
  return version.replace(/\d+(?=\D*$)/, (digits) => String(Number(digits) + 1));
}
