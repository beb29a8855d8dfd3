import type { Judging } from '../explain/verdict.js';
import type { Finding } from '../finding/finding.js';
import { covers } from '../match/covers.js';
import type { OwnCode } from '../minimize/own.js';
import { isInRange } from '../suppression/version-range.js';
import type { PruneEntry } from './entries.js';
import { whyImpossible } from './impossible.js';
import { repairOf, type Repair } from './repair.js';
import { unseenOf, type IsSeen } from './seen.js';
import type { Shown } from './shown.js';
import type { Kept, Verdict } from './verdict.js';

/** What entries are judged by. */
export interface Facts {
  readonly shown: Shown;
  /** How many findings of the logs it hides, surely or perhaps. */
  readonly hides: (entry: PruneEntry) => number;
  /** Findings that no entry hides and that are not real. */
  readonly reported: readonly Finding[];
  readonly real: readonly Finding[];
  readonly own: OwnCode;
  readonly isSeen: IsSeen;
  readonly judging: Judging;
  /** Of the Valgrinds that wrote the logs; the one in question where they do not tell. */
  readonly recordedWith: readonly string[];
  /** `YYYY-MM-DD`. */
  readonly today: string;
  readonly aggressive: boolean;
  readonly repair: boolean;
}

/** Judges an entry by itself; undefined where it is in use and nothing is to be said of it. */
export function judge(entry: PruneEntry, facts: Facts): Verdict | undefined {
  const { shown, judging, today } = facts;
  const keep = (cause: Verdict['cause'], kept: Kept): Verdict => ({ entry, action: 'keep', cause, kept });
  const day = entry.metadata.expires[0]?.value;
  const expired = day !== undefined && day < today ? ({ type: 'expired', day } as const) : undefined;

  const hides = facts.hides(entry);
  const counted = shown.usesOf(entry).reduce((sum, { count }) => sum + count, 0);
  if (hides + counted > 0) return expired && keep(expired, { type: 'in use', hides, counted });

  const why = entry.kindUnknown ?? whyImpossible(entry.source, entry.loaded, judging.version);
  if (why !== undefined) {
    const cause = { type: 'impossible', why } as const;
    const others = otherVersions(entry, [judging.version]);
    return others ? keep(cause, others) : { entry, action: 'remove', cause };
  }
  const gaps = shown.gapsFor(entry);
  if (expired)
    return shown.mayHaveHidden(entry)
      ? keep(expired, { type: 'gaps', why: gaps })
      : { entry, action: 'remove', cause: expired };

  const others = otherVersions(entry, facts.recordedWith);
  const repair = others ? undefined : repairOf(entry, facts);
  if (repair) {
    const cause = { type: 'drifted', repair } as const;
    if (!facts.repair) return keep(cause, { type: 'asks', option: '--repair' });
    if (gaps.length > 0 && !isWider(repair, entry)) return keep(cause, { type: 'gaps', why: gaps });
    return { entry, action: 'repair', cause };
  }
  if (entry.loaded.size === 0) return keep({ type: 'unread' }, { type: 'unknown' });

  const lines = [...entry.cut].flatMap(([tool, each]) => unseenOf(each, tool, facts.isSeen));
  const cause =
    lines.length > 0 ? ({ type: 'never-seen', lines } as const) : ({ type: 'unmatched' } as const);
  if (others) return keep(cause, others);
  if (gaps.length > 0) return keep(cause, { type: 'gaps', why: gaps });
  if (cause.type === 'never-seen' && !facts.aggressive)
    return keep(cause, { type: 'asks', option: '--aggressive' });
  return { entry, action: 'remove', cause };
}

function otherVersions({ metadata }: PruneEntry, versions: readonly string[]): Kept | undefined {
  const [needed] = metadata.valgrind;
  if (!needed || versions.some((version) => isInRange(version, needed.value))) return undefined;
  return { type: 'other versions', range: needed.line.text.slice(needed.from, needed.to) };
}

/** Does the entry after its repair still hide all that it could hide before? */
function isWider({ entry: after }: Repair, before: PruneEntry): boolean {
  return [...before.loaded].every(([tool, old]) => covers(after.loaded.get(tool)!, old).covers);
}
