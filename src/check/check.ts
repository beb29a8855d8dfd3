import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import type { Metadata } from '../suppression/metadata.js';
import { placeKey } from '../suppression/place-key.js';
import type { Suppression } from '../suppression/suppression.js';

export interface CheckedFinding {
  readonly finding: Finding;
  /** Suppressions that surely hide it. */
  readonly hiddenBy: readonly Suppression[];
  /** Suppressions of which the log cannot tell whether they hide it. */
  readonly possiblyHiddenBy: readonly Suppression[];
  readonly state: 'reported' | 'hidden' | 'uncertain';
  /** Marked as real: it must stay reported. */
  readonly real: boolean;
}

/** One entry of a file, whatever tools it is for. */
export interface CheckedSuppression {
  readonly name: string;
  readonly file: string;
  readonly line: number;
  /** Distinct findings that it surely hides. */
  readonly hides: number;
  /** Distinct findings that it may hide. */
  readonly mayHide: number;
  /** What the comments of the entry say of it; undefined where nobody asked. */
  readonly metadata: Metadata | undefined;
  /** It surely hides more findings than its `# max:` allows. */
  readonly isOverMax: boolean;
}

export interface Check {
  readonly findings: readonly CheckedFinding[];
  readonly suppressions: readonly CheckedSuppression[];
  readonly totals: {
    readonly findings: number;
    readonly reported: number;
    readonly hidden: number;
    readonly uncertain: number;
  };
}

/**
 * Replays sets over findings. `sets` holds what each tool loads of the same files, so an entry that two tools
 * load is one entry here, known by file and line.
 */
export function check(
  findings: readonly Finding[],
  sets: ReadonlyMap<Finding['tool'], readonly Suppression[]>,
  options: {
    readonly numCallers: number;
    readonly real: readonly Suppression[];
    /** What the comments of an entry say of it. */
    readonly metadataOf?: (entry: Suppression) => Metadata | undefined;
  },
): Check {
  const entries = new Map<
    string,
    Pick<CheckedSuppression, 'name' | 'file' | 'line' | 'metadata'> & { hides: number; mayHide: number }
  >();
  const entryOf = (suppression: Suppression) => {
    const { name, file, line } = suppression;
    const key = placeKey(suppression);
    const before = entries.get(key);
    if (before) return before;
    const metadata = options.metadataOf?.(suppression);
    const known = { name, file, line, hides: 0, mayHide: 0, metadata };
    entries.set(key, known);
    return known;
  };
  const checked = new Map<string, CheckedFinding>();
  const realIds = new Set(
    replay(options.real, findings)
      .findings.filter((hit) => hit.certain.length + hit.possible.length > 0)
      .map((hit) => hit.finding.id),
  );
  for (const [tool, set] of sets) {
    set.forEach(entryOf);
    const own = findings.filter((finding) => finding.tool === tool);
    for (const { finding, certain, possible } of replay(set, own, options).findings) {
      for (const suppression of certain) entryOf(suppression).hides++;
      for (const suppression of possible) entryOf(suppression).mayHide++;
      checked.set(finding.id, {
        finding,
        hiddenBy: certain,
        possiblyHiddenBy: possible,
        state: certain.length > 0 ? 'hidden' : possible.length > 0 ? 'uncertain' : 'reported',
        real: realIds.has(finding.id),
      });
    }
  }
  const all = findings.map((finding) => checked.get(finding.id) ?? alone(finding, realIds));
  const count = (state: CheckedFinding['state']) => all.filter((each) => each.state === state).length;
  return {
    findings: all,
    suppressions: [...entries.values()].map((entry) => ({
      ...entry,
      isOverMax: entry.hides > (entry.metadata?.max[0]?.value ?? Infinity),
    })),
    totals: {
      findings: all.length,
      reported: count('reported'),
      hidden: count('hidden'),
      uncertain: count('uncertain'),
    },
  };
}

function alone(finding: Finding, realIds: ReadonlySet<string>): CheckedFinding {
  return { finding, hiddenBy: [], possiblyHiddenBy: [], state: 'reported', real: realIds.has(finding.id) };
}
