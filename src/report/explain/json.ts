import type { Alignment } from '../../explain/align.js';
import type { EditChange } from '../../explain/edit.js';
import type { ExplainedEntry } from '../../explain/explain-entry.js';
import type { ExplainedFinding, NearVerdict } from '../../explain/explain-finding.js';
import type { Explained } from '../../explain/explained.js';
import type { Use } from '../../explain/evidence.js';
import type { Why } from '../../explain/why.js';
import { formatLocation } from '../../suppression/location.js';
import {
  jsonEntry,
  jsonFinding,
  jsonFrame,
  toJson,
  type JsonEntry,
  type JsonFinding,
  type JsonFrame,
} from '../json.js';
import type { JsonBreadth } from '../minimize/json.js';

/** What `chaff explain --json` prints. Positions of frames and locations count from 0; frames behind the last one shown are hidden below main. */
export interface ExplainJson {
  readonly version: 1;
  /** The `--num-callers` that the answers are for. */
  readonly numCallers: number;
  /** The mistakes at which tools end, before the program runs: then the set hides nothing. */
  readonly refused: readonly {
    readonly tool: string;
    readonly file: string;
    readonly line: number;
    readonly message: string;
    readonly valgrind: string;
  }[];
  /** The one of `--finding`; all without `--finding` and `--entry`. */
  readonly findings: readonly ExplainedFindingJson[];
  /** The one of `--entry`. */
  readonly entries: readonly ExplainedEntryJson[];
  /** What the logs do not report but list as hidden while they were recorded (Valgrind 3.23 and newer). */
  readonly suppressed: readonly (JsonFinding & { readonly by: readonly string[] })[];
}

export interface ExplainedFindingJson extends JsonFinding {
  readonly state: 'reported' | 'hidden' | 'uncertain';
  readonly real: boolean;
  /** In the order in which Valgrind tries them first. */
  readonly hiddenBy: readonly VerdictJson[];
  readonly possiblyHiddenBy: readonly VerdictJson[];
  readonly nearest: readonly VerdictJson[];
  readonly saidHiddenBy: readonly string[];
}

export interface VerdictJson extends JsonEntry {
  readonly answer: 'yes' | 'no' | 'unknown';
  readonly why: readonly WhyJson[];
  readonly alignment: AlignmentJson;
  /** A change that makes it match, tried; null where it matches, and where no small one does. */
  readonly edit: EditJson | null;
}

export interface WhyJson {
  readonly frame: number | null;
  /** What is compared, null where there is no such pair. */
  readonly is: string | null;
  readonly wants: string | null;
  readonly because: string | null;
}

export interface AlignmentJson {
  readonly locations: readonly string[];
  /** One for each location that is laid; it lies over the frames `from` up to, not including, `to`. */
  readonly rows: readonly {
    readonly location: number;
    readonly from: number;
    readonly to: number;
    readonly answer: 'yes' | 'unknown';
  }[];
  readonly failure: { readonly location: number; readonly frame: number } | null;
}

export interface EditJson {
  readonly changes: readonly {
    readonly type: EditChange['type'];
    readonly was: readonly string[];
    readonly now: readonly string[];
    /** The first location that is replaced or goes, or that a new one is put in front of; null for lines above. */
    readonly location: number | null;
  }[];
  /** The entry with the changes. */
  readonly kind: string;
  readonly extra: string | null;
  readonly leakKinds: readonly string[] | null;
  readonly frames: readonly string[];
  /** Distinct findings of the logs that it surely hides, before and after; null where that was not asked. */
  readonly hides: { readonly before: number; readonly after: number } | null;
  /** Ids of findings marked real that it might then hide. */
  readonly hidesReal: readonly string[];
}

export interface ExplainedEntryJson extends JsonEntry {
  /** Tools that read it. */
  readonly tools: readonly string[];
  readonly kind: string | null;
  /** Location lines in the file, and of these the first that count. */
  readonly locations: number;
  readonly counting: number;
  readonly problems: readonly { readonly tool: string; readonly line: number; readonly message: string }[];
  readonly hides: readonly {
    readonly id: string;
    readonly real: boolean;
    readonly before: readonly JsonEntry[];
  }[];
  readonly mayHide: readonly (VerdictJson & { readonly id: string })[];
  readonly nearlyHides: readonly (VerdictJson & { readonly id: string })[];
  readonly nearlyHidesInAll: number;
  readonly breadth: JsonBreadth | null;
  /** Who stands outside of the last location in the stacks of what it hides, and in how many. */
  readonly callers: readonly (JsonFrame & { readonly findings: number })[];
  /** What Valgrind counted. */
  readonly uses: readonly UseJson[];
  /** Findings that logs report though Valgrind had the entry's file in use. */
  readonly contradictions: readonly { readonly id: string; readonly log: string }[];
}

export interface UseJson {
  readonly log: string;
  readonly pid: number | null;
  readonly count: number;
  readonly bytes: number | null;
  readonly blocks: number | null;
  readonly how: Use['how'];
}

export function explainJson({ about, numCallers, refused }: Explained): string {
  const json: ExplainJson = {
    version: 1,
    numCallers,
    refused: refused.map(({ tool, problem: { file, line, message, valgrind } }) => ({
      tool,
      file,
      line,
      message,
      valgrind: valgrind.message,
    })),
    findings: findingsOf(about).map(jsonExplainedFinding),
    entries: about.type === 'entry' ? [jsonExplainedEntry(about.entry)] : [],
    suppressed:
      about.type === 'all' ? about.said.map(({ finding, by }) => ({ ...jsonFinding(finding), by })) : [],
  };
  return toJson(json);
}

function findingsOf(about: Explained['about']): readonly ExplainedFinding[] {
  if (about.type === 'entry') return [];
  return about.type === 'finding' ? [about.finding] : about.findings;
}

function jsonExplainedFinding(explained: ExplainedFinding): ExplainedFindingJson {
  const { finding, state, real, hiddenBy, possiblyHiddenBy, nearest, saidHiddenBy } = explained;
  return {
    ...jsonFinding(finding),
    state,
    real,
    hiddenBy: hiddenBy.map(jsonVerdict),
    possiblyHiddenBy: possiblyHiddenBy.map(jsonVerdict),
    nearest: nearest.map(jsonVerdict),
    saidHiddenBy,
  };
}

function jsonExplainedEntry(explained: ExplainedEntry): ExplainedEntryJson {
  const { entry, suppression, problems, hides, mayHide, nearlyHides, breadth, callers, uses } = explained;
  return {
    ...jsonEntry(entry),
    tools: [...entry.loaded.keys()],
    kind: suppression?.kind ?? null,
    locations: entry.locations,
    counting: suppression?.frames.length ?? 0,
    problems: problems.map(({ tool, problem: { line, message } }) => ({ tool, line, message })),
    hides: hides.map(({ finding, real, before }) => ({
      id: finding.id,
      real,
      before: before.map(jsonEntry),
    })),
    mayHide: mayHide.map(({ finding, verdict }) => ({ id: finding.id, ...jsonVerdict(verdict) })),
    nearlyHides: nearlyHides.map(({ finding, verdict }) => ({ id: finding.id, ...jsonVerdict(verdict) })),
    nearlyHidesInAll: explained.nearlyHidesInAll,
    breadth: breadth ?? null,
    callers: callers.map(({ frame, findings }) => ({ ...jsonFrame(frame), findings })),
    uses: uses.map(({ log, pid, count, bytes, blocks, how }) => ({
      log,
      pid: pid ?? null,
      count,
      bytes: bytes ?? null,
      blocks: blocks ?? null,
      how,
    })),
    contradictions: explained.contradictions.map(({ finding, log }) => ({ id: finding.id, log })),
  };
}

function jsonVerdict({ entry, answer, why, alignment, suppression, edit, effect }: NearVerdict): VerdictJson {
  return {
    ...jsonEntry(entry),
    answer,
    why: why.map(jsonWhy),
    alignment: jsonAlignment(alignment, suppression.frames.map(formatLocation)),
    edit: edit
      ? {
          changes: edit.changes.map(({ type, was, now, line }) => ({
            type,
            was,
            now,
            location: line ?? null,
          })),
          kind: edit.suppression.kind,
          extra: edit.suppression.extra ?? null,
          leakKinds: edit.suppression.leakKinds ?? null,
          frames: edit.suppression.frames.map(formatLocation),
          hides: effect ? { before: effect.before, after: effect.after } : null,
          hidesReal: effect?.real.map(({ id }) => id) ?? [],
        }
      : null,
  };
}

function jsonWhy({ frame, compared, because }: Why): WhyJson {
  return {
    frame: frame ?? null,
    is: compared?.is ?? null,
    wants: compared?.wants ?? null,
    because: because ?? null,
  };
}

function jsonAlignment({ rows, failure }: Alignment, locations: readonly string[]): AlignmentJson {
  return {
    locations,
    rows: rows.map(({ line, from, to, answer }) => ({ location: line, from, to, answer })),
    failure: failure ? { location: failure.line, frame: failure.frame } : null,
  };
}
