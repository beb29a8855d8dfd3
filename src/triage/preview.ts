import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import type { GuardLevel } from '../minimize/guard.js';
import type { NewSuppression } from '../minimize/entries.js';
import { mark, type Knowledge } from '../minimize/marks.js';
import { minimize } from '../minimize/minimize.js';

/** What `minimize` would write for some findings only. */
export interface Previewed {
  readonly entries: readonly PreviewedEntry[];
  /** By id, with the reason: findings that no entry may hide. */
  readonly uncovered: readonly { readonly id: string; readonly reason: string }[];
  /** Findings that were left out, so that the answer comes soon. */
  readonly leftOut: number;
}

export interface PreviewedEntry {
  readonly entry: NewSuppression;
  /** Findings of the logs that it surely hides, or may hide, and that were not asked for. */
  readonly others: readonly Finding[];
}

export interface PreviewOptions {
  readonly knowledge: Pick<Knowledge, 'real' | 'own'>;
  readonly numCallers: number;
  readonly guard: GuardLevel;
}

/** More findings than these are not looked at: a preview is there while somebody waits. */
const most = 300;
const limits = { nodes: 500, seconds: 1 };

/**
 * The entries that `minimize` would write if the wanted findings were all the noise: each is tried on what is marked real, and
 * on all findings to see what else it would hide. Wanted findings that are marked real are uncovered.
 */
export async function preview(
  wanted: readonly Finding[],
  findings: readonly Finding[],
  { knowledge, numCallers, guard }: PreviewOptions,
): Promise<Previewed> {
  const asked = wanted.slice(0, most);
  const ids = new Set(asked.map(({ id }) => id));
  const kinds = new Set(asked.map(({ kind }) => kind));
  const alike = findings.filter(({ kind }) => kinds.has(kind));
  const marks = mark(alike, { ...knowledge, noise: [], unmarked: 'noise' });
  const real = marks.filter(({ marked }) => marked === 'real');
  const realIds = new Set(real.map(({ finding }) => finding.id));
  const result = await minimize(
    [...real.map(({ finding }) => finding), ...asked.filter(({ id }) => !realIds.has(id))],
    {
      knowledge: { ...knowledge, noise: [], unmarked: 'noise' },
      existing: [],
      ...{ numCallers, guard, limits },
    },
  );
  const set = result.suppressions.map((entry) => ({ ...entry, file: '', line: 0 }));
  const hits = replay(set, alike, { numCallers }).suppressions;
  return {
    entries: result.suppressions.map((entry, at) => ({
      entry,
      others: [...hits[at]!.certain, ...hits[at]!.possible].filter(({ id }) => !ids.has(id)),
    })),
    uncovered: [
      ...real
        .filter(({ finding }) => ids.has(finding.id))
        .map(({ finding: { id }, reason }) => ({ id, reason })),
      ...result.uncovered,
    ],
    leftOut: wanted.length - asked.length,
  };
}
