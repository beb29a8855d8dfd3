import type { Finding } from '../finding/finding.js';
import { exactLines } from '../generate/lines.js';
import type { SafeCandidate } from '../minimize/columns.js';
import { cover, type CoverLimits } from '../minimize/cover.js';
import { entries } from '../minimize/entries.js';
import { formatLocation } from '../suppression/location.js';
import type { LeakKind } from '../suppression/suppression.js';
import type { NewEntry } from '../suppression/write.js';
import { grouped } from './grouped.js';
import type { Work } from './work.js';

/** Findings that one entry could hide together: of one kind, and one extra line. */
export function groupsOf(findings: readonly Finding[]): Iterable<readonly Finding[]> {
  const groups = grouped(findings, ({ kind, extra }) => `${kind}\n${extra ?? ''}`);
  return [...groups].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
}

/** The real findings that an entry for the noise could hide. */
export function realLike({ kind, extra }: Finding, { real }: Work): readonly Finding[] {
  return real.filter(
    (each) => each.kind === kind && (each.extra === extra || each.extra === undefined || extra === undefined),
  );
}

/**
 * The stacks of the noise as they are written in the log, nothing left out, all leak kinds of the stack together and one by
 * one; those that hide nothing real.
 */
export function literalStacks(group: readonly Finding[], { hits, options }: Work): SafeCandidate[] {
  const found = new Map<string, SafeCandidate>();
  const stacks = group.map((finding) => exactLines(finding, options.numCallers));
  const keys = stacks.map((lines) => lines.map(formatLocation).join('\n'));
  for (const [at, { kind, extra, leakKind }] of group.entries()) {
    const alike = group.filter((_, position) => keys[position] === keys[at]);
    for (const kinds of [alike.map((each) => each.leakKind), [leakKind]]) {
      const leakKinds = allTold(kinds);
      const frames = stacks[at]!;
      const hit = hits({ name: '', kind, extra, leakKinds, frames, file: '', line: 0 });
      const hides = [...group.keys()].filter((position) => hit.noise.includes(group[position]!));
      if (hit.real.length > 0 || hides.length === 0) continue;
      found.set(`${keys[at]!}\n${leakKinds?.join() ?? ''}`, {
        frames,
        key: keys[at]!,
        leakKinds,
        isExact: true,
        hides,
        opens: [],
        usedDoors: [],
        doorsKnown: false,
      });
    }
  }
  return [...found.values()];
}

/** The fewest of the candidates that hide what they can of the group, as entries to be written. */
export async function fewestOf(
  group: readonly Finding[],
  candidates: readonly SafeCandidate[],
  limits: CoverLimits,
): Promise<readonly NewEntry[]> {
  const reached = [...new Set(candidates.flatMap(({ hides }) => hides))].sort((a, b) => a - b);
  const rowOf = new Map(reached.map((position, row) => [position, row]));
  const columns = candidates.map(({ hides, frames }) => ({
    rows: hides.map((position) => rowOf.get(position)!),
    cost: frames.length,
  }));
  const { chosen } = await cover(reached.length, columns, limits);
  return entries(
    chosen.map((column) => ({
      candidate: candidates[column]!,
      hidden: candidates[column]!.hides.map((position) => group[position]!),
    })),
  );
}

/** Undefined, which is every kind, where a log does not tell the kind, and for errors that are no leaks. */
function allTold(kinds: readonly (LeakKind | undefined)[]): readonly LeakKind[] | undefined {
  return kinds.every((kind) => kind !== undefined) ? [...new Set(kinds)].sort() : undefined;
}
