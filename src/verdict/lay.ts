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

/** What an entry does to the findings. */
interface Effect {
  /** Places of those that it surely matches. */
  readonly certain: readonly number[];
  /** It matches one, or may. */
  readonly isNeeded: boolean;
}

/**
 * Lays the entries of files over findings, which stay the same while the files change: only entries that say what none of the
 * files before said are tried. What Valgrind refuses is no entry.
 */
export function layingOver(
  findings: readonly Finding[],
  { version, numCallers }: JudgeOptions,
): (files: VerdictFiles) => Laid {
  /** By what entries say. */
  const known = new Map<string, Effect>();
  return (files) => {
    const all = verdicts.flatMap((verdict) =>
      entriesIn([readVerdictFile(files[verdict], version)]).map((entry): VerdictEntry => ({
        verdict,
        entry,
      })),
    );
    const unknown = new Map<string, SetEntry>();
    for (const { entry } of all) if (!known.has(entry.content)) unknown.set(entry.content, entry);
    for (const [content, effect] of effectsOf(unknown, findings, numCallers)) known.set(content, effect);
    const matching = new Array<VerdictEntry[] | undefined>(findings.length);
    const unneeded: VerdictEntry[] = [];
    for (const each of all) {
      const { certain, isNeeded } = known.get(each.entry.content)!;
      for (const at of certain) (matching[at] ??= []).push(each);
      if (!isNeeded) unneeded.push(each);
    }
    if (known.size > 2 * all.length) forget(known, all);
    return { matching: findings.map((_, at) => matching[at] ?? none), unneeded };
  };
}

/** Leaves what entries still say. */
function forget(known: Map<string, Effect>, all: readonly VerdictEntry[]): void {
  const said = new Set(all.map(({ entry }) => entry.content));
  for (const content of known.keys()) if (!said.has(content)) known.delete(content);
}

/** One for all, for most findings have no verdict. */
const none: readonly never[] = [];

function effectsOf(
  entries: ReadonlyMap<string, SetEntry>,
  findings: readonly Finding[],
  numCallers: number,
): ReadonlyMap<string, Effect> {
  const effects = new Map<string, { readonly certain: number[]; isNeeded: boolean }>();
  for (const content of entries.keys()) effects.set(content, { certain: [], isNeeded: false });
  if (entries.size === 0) return effects;
  const places = new Map(findings.map((finding, at) => [finding, at]));
  for (const tool of new Set(findings.map((finding) => finding.tool))) {
    const bySuppression = new Map<Suppression, string>();
    for (const [content, { loaded }] of entries) {
      const whole = loaded.get(tool);
      const suppression = whole && cut(whole, numCallers);
      if (suppression) bySuppression.set(suppression, content);
    }
    const kinds = new Set(Array.from(bySuppression.keys(), ({ kind }) => kind));
    const own = findings.filter((finding) => finding.tool === tool && kinds.has(finding.kind));
    const hits = replay([...bySuppression.keys()], own, { numCallers });
    for (const { suppression, certain, possible } of hits.suppressions) {
      const effect = effects.get(bySuppression.get(suppression)!)!;
      effect.isNeeded ||= certain.length + possible.length > 0;
      for (const finding of certain) effect.certain.push(places.get(finding)!);
    }
  }
  return effects;
}

/** As a tool loads it that records so many frames; undefined where nothing is left that it takes. */
function cut(suppression: Suppression, numCallers: number): Suppression | undefined {
  if (suppression.frames.length <= numCallers) return { ...suppression };
  const frames = suppression.frames.slice(0, numCallers);
  return frames.every(({ type }) => type === '...') ? undefined : { ...suppression, frames };
}
