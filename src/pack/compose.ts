import type { Finding } from '../finding/finding.js';
import type { NewSuppression } from '../minimize/entries.js';
import { commentLine, formatSuppression } from '../suppression/write.js';
import { headLines } from './head.js';
import type { PackHead } from './pack.js';
import { rangeOf } from './range.js';
import { seenBy, seenLine } from './seen.js';

export interface Evidence {
  /** By id. */
  readonly findings: ReadonlyMap<string, Finding>;
  /** By id of a finding: why it is noise, in a sentence. */
  readonly reasons: ReadonlyMap<string, string>;
}

/** How many reasons an entry gives, those that hold for most of its findings first. */
const mostReasons = 2;

/**
 * A pack as the bytes of its file: the head, and each entry with its reason, how it was seen, how broad it is, and for which
 * versions of the library.
 */
export function composePack(
  head: PackHead,
  entries: readonly NewSuppression[],
  { findings, reasons }: Evidence,
): string {
  const releaseOf = (distribution: string) => distribution.replace(' ', '-');
  const dates = new Map(head.places.map(({ distribution, date }) => [releaseOf(distribution), date]));
  const written = entries.map((entry) => {
    const hidden = entry.hides.map((id) => findings.get(id)!);
    const seen = seenBy(hidden, dates);
    const versions = head.places
      .filter(({ distribution }) => seen.distributions.includes(distribution))
      .map(({ library }) => library);
    const comments = [
      ...commonest(entry.hides.map((id) => reasons.get(id)!)).map((reason) => `reason: ${reason}`),
      seenLine(seen),
      `breadth: ${entry.breadth.text}`,
      `library: ${head.library.name} ${rangeOf(versions)}`,
    ];
    return formatSuppression({ ...entry, comments });
  });
  return [headLines(head).map(commentLine).join('\n') + '\n', ...written].join('\n');
}

function commonest(reasons: readonly string[]): readonly string[] {
  const counts = new Map<string, number>();
  for (const reason of reasons) counts.set(reason, (counts.get(reason) ?? 0) + 1);
  return [...counts]
    .sort(([a, many], [b, more]) => more - many || (a < b ? -1 : 1))
    .slice(0, mostReasons)
    .map(([reason]) => reason);
}
