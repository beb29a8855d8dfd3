import { createComparer } from '../explain/compare.js';
import { saidHidden } from '../explain/explain.js';
import type { Finding } from '../finding/finding.js';
import type { LogCorpus } from '../log/corpus-sink.js';
import { matches } from '../match/matches.js';
import { replay } from '../match/replay.js';
import type { OwnCode } from '../minimize/own.js';
import type { SourceFile } from '../suppression/load-set.js';
import type { Suppression } from '../suppression/suppression.js';
import { parseVersion } from '../suppression/version.js';
import { tools } from '../suppression/tools.js';
import { prunedBytes } from './apply.js';
import { coveredAmong } from './covered.js';
import { readPruneSet, type Broken, type PruneEntry, type PruneSet, type ReadOptions } from './entries.js';
import { judge, type Facts } from './judge.js';
import { checkPruned } from './proof.js';
import { seenIn } from './seen.js';
import { shownBy, type Shown } from './shown.js';
import type { Verdict } from './verdict.js';

export interface PruneOptions extends ReadOptions {
  /** What the logs report. */
  readonly findings: readonly Finding[];
  readonly corpus: LogCorpus;
  /** Files that are in use as well, and stay as they are. */
  readonly beside: readonly SourceFile[];
  /** Patterns of findings that must stay reported. */
  readonly real: readonly Suppression[];
  /** Entries are not mended by guess to hide what own code is part of. */
  readonly own: OwnCode;
  /** `YYYY-MM-DD`. */
  readonly today: string;
  /** Entries whose code is on no stack go as well. */
  readonly aggressive: boolean;
  /** Entries that a finding nearly matches get the change that it needs. */
  readonly repair: boolean;
}

export interface Pruned {
  /** In the order of the set: every entry that goes or changes, and every one that hides nothing and stays. */
  readonly verdicts: readonly Verdict[];
  /** Entries in the files to prune. */
  readonly entries: number;
  readonly files: readonly PrunedFile[];
  readonly broken: readonly Broken[];
}

export interface PrunedFile {
  readonly name: string;
  readonly before: string;
  readonly after: string;
}

/**
 * Finds the entries of a set that hide nothing of the logs, and why; the files without those of which that is sure. What the set
 * hides of the logs it hides afterwards. Nothing goes for want of findings where the logs would not show them.
 *
 * @throws Error when the files would not come out as told: a defect of chaff
 */
export function prune(sources: readonly SourceFile[], options: PruneOptions): Pruned {
  const set = readPruneSet(sources, options.beside, options);
  const shown = shownBy(options.corpus, set.entries, options.numCallers);
  const { verdicts, staying } = judged(set, shown, options);
  const covered = coveredAmong(staying, (entry) => shown.usesOf(entry).length > 0, options.numCallers);
  const all = set.entries.flatMap((entry): Verdict[] => {
    const own = verdicts.get(entry);
    const now = own?.action === 'repair' && own.cause.type === 'drifted' ? own.cause.repair.entry : entry;
    const by = covered.get(now);
    if (by) return [{ entry, action: 'remove', cause: { type: 'covered', by } }];
    return own ? [own] : [];
  });
  const files = set.files.map((file) => {
    const after = prunedBytes(file, all);
    checkPruned(file, after, all, options.version);
    return { name: file.name, before: file.bytes, after };
  });
  const entries = set.entries.filter(({ isBeside }) => !isBeside).length;
  return { verdicts: all, entries, files, broken: set.broken };
}

/** The verdicts on entries by themselves, and the entries that stay, as they are then. */
function judged(
  { entries }: PruneSet,
  shown: Shown,
  options: PruneOptions,
): { readonly verdicts: ReadonlyMap<PruneEntry, Verdict>; readonly staying: readonly PruneEntry[] } {
  const { corpus, numCallers, version } = options;
  const findings = [...options.findings, ...saidHidden(options).map(({ finding }) => finding)];
  const isReal = (finding: Finding) => options.real.some((pattern) => matches(pattern, finding) !== 'no');
  const { hides, isHidden } = hitsOf(entries, findings, numCallers);
  const told = [...new Set(corpus.processes.flatMap((process) => process.valgrind ?? []))].filter(
    parseVersion,
  );
  let reported = options.findings.filter((finding) => !isHidden(finding) && !isReal(finding));
  const facts: Omit<Facts, 'reported'> = {
    shown,
    hides: (entry) => hides.get(entry) ?? 0,
    real: findings.filter(isReal),
    own: options.own,
    isSeen: seenIn(findings),
    judging: { version, numCallers, comparer: createComparer() },
    recordedWith: told.length > 0 ? told : [version],
    today: options.today,
    aggressive: options.aggressive,
    repair: options.repair,
  };

  // What one repair hides needs no other one, so all that is judged otherwise is judged after all repairs.
  const verdicts = new Map<PruneEntry, Verdict>();
  const own = entries.filter(({ isBeside }) => !isBeside);
  for (const entry of options.repair ? own : []) {
    const verdict = judge(entry, { ...facts, reported });
    if (verdict?.action !== 'repair' || verdict.cause.type !== 'drifted') continue;
    verdicts.set(entry, verdict);
    const hidden = new Set(verdict.cause.repair.hides);
    reported = reported.filter((finding) => !hidden.has(finding));
  }
  const staying: PruneEntry[] = entries.filter(({ isBeside }) => isBeside);
  for (const entry of own) {
    const verdict = verdicts.get(entry) ?? judge(entry, { ...facts, reported });
    if (verdict) verdicts.set(entry, verdict);
    if (verdict?.action === 'remove') continue;
    staying.push(
      verdict?.action === 'repair' && verdict.cause.type === 'drifted' ? verdict.cause.repair.entry : entry,
    );
  }
  return { verdicts, staying };
}

/** How many findings each entry hides, surely or perhaps, and which findings some entry does. */
function hitsOf(entries: readonly PruneEntry[], findings: readonly Finding[], numCallers: number) {
  const hides = new Map<PruneEntry, number>();
  const hidden = new Set<Finding>();
  for (const { tool } of tools) {
    const owners = new Map(
      entries.flatMap((entry) => {
        const suppression = entry.cut.get(tool);
        return suppression ? [[suppression, entry] as const] : [];
      }),
    );
    const own = findings.filter((finding) => finding.tool === tool);
    if (owners.size === 0 || own.length === 0) continue;
    for (const { suppression, certain, possible } of replay([...owners.keys()], own, { numCallers })
      .suppressions) {
      const entry = owners.get(suppression)!;
      hides.set(entry, (hides.get(entry) ?? 0) + certain.length + possible.length);
      for (const finding of [...certain, ...possible]) hidden.add(finding);
    }
  }
  return { hides, isHidden: (finding: Finding) => hidden.has(finding) };
}
