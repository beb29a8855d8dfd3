import type { Finding } from '../finding/finding.js';
import type { NewEntry } from '../suppression/write.js';
import { evidenceComment, untoldComment } from './evidence.js';
import { formatLocation } from '../suppression/location.js';
import { exactLines, untoldLines } from './lines.js';
import { uniqueNames } from './free-names.js';
import { tellingName } from './name.js';

export interface GeneratedEntry extends NewEntry {
  readonly hides: readonly string[];
  /** So many of its lines fit other functions as well, whose symbols the log does not tell. */
  readonly untold: number;
}

export interface Generated {
  readonly suppressions: readonly GeneratedEntry[];
  /** Findings that no suppression can name: they have no stack. */
  readonly uncovered: readonly { readonly id: string; readonly reason: string }[];
}

/**
 * One tidy suppression for each distinct finding, and nothing generalised. Findings that are equal within
 * `numCallers` lines share one, with all their leak kinds.
 */
export function generate(findings: readonly Finding[], numCallers: number): Generated {
  const groups = new Map<string, Finding[]>();
  const uncovered: { id: string; reason: string }[] = [];
  for (const finding of findings) {
    if (finding.frames.length === 0) {
      uncovered.push({ id: finding.id, reason: 'it has no stack, so nothing can suppress it' });
      continue;
    }
    const key = [
      finding.kind,
      finding.extra ?? '',
      ...exactLines(finding, numCallers).map(formatLocation),
    ].join('\n');
    groups.set(key, [...(groups.get(key) ?? []), finding]);
  }
  const sorted = [...groups.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, group]) => group);
  const names = uniqueNames(sorted.map(([first]) => tellingName(first!)));
  const suppressions = sorted.map((group, position) => {
    const [first] = group;
    const untold = untoldLines(first!, numCallers);
    const kinds = new Set(group.map((finding) => finding.leakKind));
    return {
      name: names[position]!,
      kind: first!.kind,
      extra: first!.extra,
      leakKinds: leakKindsIn(kinds),
      frames: exactLines(first!, numCallers),
      comments: [evidenceComment(group), ...(untold > 0 ? [untoldComment(untold)] : [])],
      hides: group.map((finding) => finding.id),
      untold,
    };
  });
  return { suppressions, uncovered };
}

function leakKindsIn(kinds: ReadonlySet<Finding['leakKind']>): NewEntry['leakKinds'] {
  const present = (['definite', 'indirect', 'possible', 'reachable'] as const).filter((kind) =>
    kinds.has(kind),
  );
  return present.length > 0 ? present : undefined;
}
