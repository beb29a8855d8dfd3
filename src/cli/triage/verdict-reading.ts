import type { Finding } from '../../finding/finding.js';
import { judgedState } from '../../report/triage/state.js';
import type { JudgedState } from '../../report/triage/wire.js';
import { shownText } from '../../report/triage/words.js';
import { entriesIn } from '../../set/read-set.js';
import type { SetEntry } from '../../set/set-entry.js';
import type { Suppression, Tool } from '../../suppression/suppression.js';
import { defaultTools } from '../../suppression/tools.js';
import { judging } from '../../verdict/judge.js';
import { readVerdictFile } from '../../verdict/read.js';
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
  let loaded: { readonly files: VerdictFiles; readonly real: readonly Suppression[] } | undefined;
  let unreadable: string | undefined;
  const judgeNow = judging(findings, { version, numCallers });
  let current = readingOf(first, judgementOf(first), 1);

  function judgementOf(files: VerdictFiles): Judgement {
    const judgement = judgeNow(files);
    const couldBeNeeded = ({ loaded: by }: SetEntry) => tools.some((tool) => by.has(tool));
    return { ...judgement, unneeded: judgement.unneeded.filter(({ entry }) => couldBeNeeded(entry)) };
  }
  function readingOf(files: VerdictFiles, judgement: Judgement, revision: number): Reading {
    const problem = unreadable ?? problemIn(files, version);
    const state = { ...judgedState(judgement, revision), ...(problem === undefined ? {} : { problem }) };
    return { files, judgement, state };
  }
  function show(files: VerdictFiles, judgement: Judgement): Reading {
    current = readingOf(files, judgement, current.state.revision + 1);
    for (const listener of listeners) listener(current.state);
    return current;
  }
  const isCurrent = (files: VerdictFiles) => isSame(files, current.files, verdicts);
  return {
    current: () => current,
    take: (files) => (isCurrent(files) ? current : show(files, judgementOf(files))),
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

function loadedFrom(files: VerdictFiles, version: string): readonly Suppression[] {
  const entries = entriesIn(realVerdicts.map((each) => readVerdictFile(files[each], version)));
  return defaultTools.flatMap((tool) => entries.flatMap(({ loaded }) => loaded.get(tool) ?? []));
}

/** Why Valgrind would refuse a file: a mistake in an edit by hand. */
function problemIn(files: VerdictFiles, version: string): string | undefined {
  for (const each of verdicts)
    for (const piece of readVerdictFile(files[each], version).pieces) {
      if (piece.type !== 'broken') continue;
      const { line, message } = piece.problem;
      return shownText(`${files[each].name}:${line}: ${message}`, 600);
    }
  return undefined;
}
