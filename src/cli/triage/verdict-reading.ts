import type { Finding } from '../../finding/finding.js';
import { judgedState } from '../../report/triage/state.js';
import type { JudgedState } from '../../report/triage/wire.js';
import { shownText } from '../../report/triage/words.js';
import type { SetEntry } from '../../set/set-entry.js';
import { loadSet } from '../../suppression/load-set.js';
import type { Suppression, Tool } from '../../suppression/suppression.js';
import { defaultTools } from '../../suppression/tools.js';
import { judge } from '../../verdict/judge.js';
import { isReal, verdicts, type Judgement, type Verdict, type VerdictFiles } from '../../verdict/verdict.js';

/** The verdict files as they were read last. */
export interface Reading {
  readonly files: VerdictFiles;
  readonly judgement: Judgement;
  readonly state: JudgedState;
}

/** Remembers what the verdict files say, for reading them takes longer than most questions about them. */
export interface VerdictReading {
  readonly current: () => Reading;
  /** Takes files for what is there now, and tells listeners where that is something else than before. */
  readonly take: (files: VerdictFiles) => Reading;
  /** The same for files that a decision changed which was made of the current ones: what was sound is so still. */
  readonly takeDecided: (files: VerdictFiles) => Reading;
  readonly isCurrent: (files: VerdictFiles) => boolean;
  /** What files say that may be the current ones. */
  readonly judged: (files: VerdictFiles) => Judgement;
  /** Why the files cannot be read at all; what they said before is shown with it. Undefined: they can be again. */
  readonly tell: (unreadable: string | undefined) => void;
  /** What the current files say is real. */
  readonly real: () => readonly Suppression[];
  readonly listen: (listener: (judged: JudgedState) => void) => () => void;
}

export interface ReadingParts {
  readonly findings: readonly Finding[];
  /** Those that ran: what is for others is not unneeded. */
  readonly tools: readonly Tool[];
  readonly version: string;
  readonly numCallers: number;
}

export function verdictReading(
  first: VerdictFiles,
  { findings, tools, version, numCallers }: ReadingParts,
): VerdictReading {
  const listeners = new Set<(judged: JudgedState) => void>();
  /** Of each file as it was last looked at. */
  const problems = new Map<Verdict, { readonly bytes: string; readonly problem: string | undefined }>();
  let loaded: { readonly files: VerdictFiles; readonly real: readonly Suppression[] } | undefined;
  let unreadable: string | undefined;
  let current = readingOf(first, judgementOf(first), 1);

  function judgementOf(files: VerdictFiles): Judgement {
    const judgement = judge(findings, files, { version, numCallers });
    const couldBeNeeded = ({ loaded: by }: SetEntry) => tools.some((tool) => by.has(tool));
    return { ...judgement, unneeded: judgement.unneeded.filter(({ entry }) => couldBeNeeded(entry)) };
  }
  function readingOf(files: VerdictFiles, judgement: Judgement, revision: number): Reading {
    const problem = unreadable ?? problemOf(files);
    const state = { ...judgedState(judgement, revision), ...(problem === undefined ? {} : { problem }) };
    return { files, judgement, state };
  }
  function problemOf(files: VerdictFiles): string | undefined {
    for (const each of verdicts) {
      const { bytes } = files[each];
      if (problems.get(each)?.bytes !== bytes)
        problems.set(each, { bytes, problem: problemIn(files[each], version) });
    }
    return verdicts.map((each) => problems.get(each)!.problem).find((problem) => problem !== undefined);
  }
  function show(files: VerdictFiles, judgement: Judgement): Reading {
    current = readingOf(files, judgement, current.state.revision + 1);
    for (const listener of listeners) listener(current.state);
    return current;
  }
  const isCurrent = (files: VerdictFiles) => isSame(files, current.files, verdicts);
  const take = (files: VerdictFiles) => (isCurrent(files) ? current : show(files, judgementOf(files)));
  return {
    ...{ isCurrent, take },
    current: () => current,
    takeDecided(files) {
      for (const each of verdicts)
        if (problems.get(each)?.problem === undefined)
          problems.set(each, { bytes: files[each].bytes, problem: undefined });
      return take(files);
    },
    judged: (files) => (isCurrent(files) ? current.judgement : judgementOf(files)),
    tell(why) {
      const text = why === undefined ? undefined : shownText(why, 600);
      if (text === unreadable) return;
      unreadable = text;
      show(current.files, current.judgement);
    },
    real() {
      const { files } = current;
      if (!loaded || !isSame(files, loaded.files, realVerdicts))
        loaded = { files, real: loadedFrom(files, version) };
      return loaded.real;
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}

const realVerdicts = verdicts.filter(isReal);

function isSame(one: VerdictFiles, other: VerdictFiles, which: readonly Verdict[]): boolean {
  return which.every((each) => one[each].bytes === other[each].bytes);
}

/** Patterns are never cut: they say what is known, not what is hidden. */
const uncut = 500;

function loadedFrom(files: VerdictFiles, version: string): readonly Suppression[] {
  const real = realVerdicts.map((each) => files[each]);
  return defaultTools.flatMap((tool) => loadSet(real, { tool, version, numCallers: uncut }).suppressions);
}

/** Why Valgrind would refuse a file: a mistake in an edit by hand. */
function problemIn(file: VerdictFiles[Verdict], version: string): string | undefined {
  for (const tool of defaultTools) {
    const { refused } = loadSet([file], { tool, version, numCallers: uncut });
    if (refused) return shownText(`${refused.file}:${refused.line}: ${refused.message}`, 600);
  }
  return undefined;
}
