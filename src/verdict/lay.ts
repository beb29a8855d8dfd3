import type { Finding } from '../finding/finding.js';
import { replay } from '../match/replay.js';
import { entriesIn } from '../set/read-set.js';
import type { SetEntry } from '../set/set-entry.js';
import type { Suppression } from '../suppression/suppression.js';
import { readVerdictFile } from './read.js';
import { verdicts, type Verdict, type VerdictFiles } from './verdict.js';

export interface JudgeOptions {
  /** Of the Valgrind that the findings are from, and its `--num-callers`: entries and stacks are cut to it. */
  readonly version: string;
  readonly numCallers: number;
}

/** An entry of one of the files. */
export interface VerdictEntry {
  readonly verdict: Verdict;
  readonly entry: SetEntry;
}

export interface Laid {
  /** For each finding those that surely match it, in the order of verdicts and files. */
  readonly matching: readonly (readonly VerdictEntry[])[];
  /** Those that match no finding, nor may match one. */
  readonly unneeded: readonly VerdictEntry[];
}

/** Lays the entries of the files over findings. What Valgrind refuses is no entry. */
export function lay(
  findings: readonly Finding[],
  files: VerdictFiles,
  { version, numCallers }: JudgeOptions,
): Laid {
  const all = verdicts.flatMap((verdict) =>
    entriesIn([readVerdictFile(files[verdict], version)]).map((entry): VerdictEntry => ({ verdict, entry })),
  );
  const matching = new Map<Finding, readonly VerdictEntry[]>();
  const needed = new Set<VerdictEntry>();
  for (const tool of new Set(findings.map((finding) => finding.tool))) {
    const bySuppression = new Map<Suppression, VerdictEntry>();
    for (const each of all) {
      const whole = each.entry.loaded.get(tool);
      const suppression = whole && cut(whole, numCallers);
      if (suppression) bySuppression.set(suppression, each);
    }
    const own = findings.filter((finding) => finding.tool === tool);
    const hits = replay([...bySuppression.keys()], own, { numCallers });
    for (const { finding, certain } of hits.findings)
      matching.set(
        finding,
        certain.map((suppression) => bySuppression.get(suppression)!),
      );
    for (const { suppression, certain, possible } of hits.suppressions)
      if (certain.length + possible.length > 0) needed.add(bySuppression.get(suppression)!);
  }
  return {
    matching: findings.map((finding) => matching.get(finding)!),
    unneeded: all.filter((each) => !needed.has(each)),
  };
}

/** As a tool loads it that records so many frames; undefined where nothing is left that it takes. */
function cut(suppression: Suppression, numCallers: number): Suppression | undefined {
  if (suppression.frames.length <= numCallers) return { ...suppression };
  const frames = suppression.frames.slice(0, numCallers);
  return frames.every(({ type }) => type === '...') ? undefined : { ...suppression, frames };
}
