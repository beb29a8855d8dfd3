import type { Circumstances } from '../../advice/advice.js';
import { advise, adviseLogs } from '../../advice/advise.js';
import type { Finding } from '../../finding/finding.js';
import { breadthIn } from '../../explain/breadth.js';
import { ownerOf } from '../../group/owner.js';
import { stackTree } from '../../group/stack-tree.js';
import type { Group } from '../../group/group.js';
import { replay, type SuppressionHits } from '../../match/replay.js';
import type { GuardLevel } from '../../minimize/guard.js';
import { findingDetail, groupDetail, type Hiding } from '../../report/triage/detail.js';
import type { Printed } from '../../report/triage/pretty.js';
import { judgedState, stateOf } from '../../report/triage/state.js';
import type {
  DecideResponse,
  DecisionRequest,
  FindingDetail,
  GroupDetail,
  JudgedState,
  Preview,
  TriageState,
} from '../../report/triage/wire.js';
import type { SetEntry } from '../../set/set-entry.js';
import { shownText } from '../../report/triage/words.js';
import { defaultTools } from '../../suppression/tools.js';
import { loadSet } from '../../suppression/load-set.js';
import type { Suppression, Tool } from '../../suppression/suppression.js';
import { previewThread } from './preview-thread.js';
import { undoOf } from '../../report/triage/undo.js';
import { inTheWay, judge } from '../../verdict/judge.js';
import { decide } from '../../verdict/decide.js';
import {
  verdicts,
  type Decision,
  type Judgement,
  type Verdict,
  type VerdictFiles,
} from '../../verdict/verdict.js';

/** The verdict files on disk. */
export interface VerdictStore {
  /** As they are called here. */
  readonly names: Readonly<Record<Verdict, string>>;
  readonly read: () => Promise<VerdictFiles>;
  /** Applies a change to the files as they are when it is their turn, and writes them; the files after it. */
  readonly change: (change: (files: VerdictFiles) => VerdictFiles) => Promise<VerdictFiles>;
}

export interface SessionParts {
  readonly groups: readonly Group[];
  readonly circumstances: Circumstances;
  /** What each tool that ran loads of the sets in use. */
  readonly sets: ReadonlyMap<Tool, readonly Suppression[]>;
  /** What is known to be real besides the verdicts. */
  readonly real: readonly Suppression[];
  readonly store: VerdictStore;
  readonly version: string;
  readonly numCallers: number;
  readonly guard: GuardLevel;
  readonly today: string;
}

/** What the server answers from: the findings, which stay the same, and the verdict files, which do not. */
export interface Session {
  readonly findings: readonly Finding[];
  readonly groups: readonly Group[];
  readonly state: TriageState;
  readonly judged: () => Promise<JudgedState>;
  readonly group: (at: number) => GroupDetail;
  readonly finding: (at: number) => Promise<FindingDetail>;
  readonly decide: (decisions: readonly DecisionRequest[]) => Promise<DecideResponse>;
  readonly preview: (findings: readonly number[]) => Promise<Preview>;
  /** Calls back after each change of the verdict files; returns what ends that. */
  readonly listen: (listener: (judged: JudgedState) => void) => () => void;
  /** All that there is to print. */
  readonly printed: () => Promise<Printed>;
  /** Looks whether somebody else has changed the verdict files. */
  readonly look: () => Promise<void>;
  readonly end: () => Promise<void>;
}

/** The verdict files as they were read last. */
interface Reading {
  readonly files: VerdictFiles;
  readonly judgement: Judgement;
  readonly state: JudgedState;
}

export async function openSession(parts: SessionParts): Promise<Session> {
  const { groups, circumstances, store, version, numCallers, sets } = parts;
  const { own, findings } = circumstances;
  const logAdvice = adviseLogs(circumstances);
  const hits = hitsOf(sets, findings, numCallers);
  const hidden = new Set(hits.flatMap(({ certain }) => certain.map(({ id }) => id)));
  const state = stateOf({
    ...{ findings, groups, hidden },
    advice: logAdvice,
    ownerOf: (frame) => ownerOf(frame, own),
    files: store.names,
  });
  const listeners = new Set<(judged: JudgedState) => void>();
  let reading: Reading | undefined;

  const isRead = (files: VerdictFiles) =>
    reading !== undefined && verdicts.every((each) => reading!.files[each].bytes === files[each].bytes);
  const judged = (files: VerdictFiles): Judgement => {
    if (isRead(files)) return reading!.judgement;
    const judgement = judge(findings, files, { version, numCallers });
    const couldBeNeeded = (entry: SetEntry) => [...entry.loaded.keys()].some((tool) => sets.has(tool));
    return { ...judgement, unneeded: judgement.unneeded.filter(({ entry }) => couldBeNeeded(entry)) };
  };

  function take(files: VerdictFiles): Reading {
    if (isRead(files)) return reading!;
    const judgement = judged(files);
    const problem = problemOf(files);
    const state = stateWith(judgement, (reading?.state.revision ?? 0) + 1, problem);
    reading = { files, judgement, state };
    for (const listener of listeners) listener(reading.state);
    return reading;
  }
  /** Of each file, where it is another one than before. */
  const problems = new Map<Verdict, { readonly bytes: string; readonly problem: string | undefined }>();
  function problemOf(files: VerdictFiles): string | undefined {
    for (const each of verdicts) {
      const { bytes } = files[each];
      if (problems.get(each)?.bytes !== bytes)
        problems.set(each, { bytes, problem: problemIn(files[each], version) });
    }
    return verdicts.map((each) => problems.get(each)!.problem).find((problem) => problem !== undefined);
  }
  /** What was sound is so after a decision. */
  function rememberSound(files: VerdictFiles): void {
    for (const each of verdicts)
      if (problems.has(each) && problems.get(each)!.problem === undefined)
        problems.set(each, { bytes: files[each].bytes, problem: undefined });
  }
  /** Why the files cannot be read at all; what they said before is shown with it. */
  let unreadable: string | undefined;
  function tell(why: string | undefined): void {
    if (why === unreadable) return;
    unreadable = why;
    const { files, judgement, state } = reading!;
    const problem = why === undefined ? problemOf(files) : shownText(why, 600);
    reading = { files, judgement, state: stateWith(judgement, state.revision + 1, problem) };
    for (const listener of listeners) listener(reading.state);
  }
  const now = async () => reading ?? take(await store.read());
  await now();

  const details = new Map<number, GroupDetail>();
  const thread = previewThread({ findings, own, numCallers, guard: parts.guard });
  return {
    ...{ findings, groups, state },
    judged: async () => (await now()).state,
    group(at) {
      const kept = details.get(at);
      if (kept) return kept;
      const group = groups[at]!;
      const tree = (from: 'innermost' | 'outermost') =>
        stackTree(group.findings, { own, from, most: mostBranches });
      const detail = groupDetail({
        advice: advise(group, circumstances),
        innermost: tree('innermost'),
        outermost: tree('outermost'),
        hiddenBy: hidingIn(group, hits, (suppression, hides) =>
          breadthIn(suppression, hides, { numCallers, own }),
        ),
      });
      details.set(at, detail);
      return detail;
    },
    async finding(at) {
      const { judgement } = await now();
      return findingDetail(findings[at]!, judgement.findings[at], (frame) => ownerOf(frame, own));
    },
    async decide(requests) {
      const wanted = requests.map((request) => decisionOf(request, findings));
      let undo: DecideResponse['undo'] = [];
      let isOurs = false;
      const files = await store.change((before) => {
        const judgement = judged(before);
        undo = requests.map((request) => undoOf(request, judgement));
        isOurs = isRead(before);
        return wanted.reduce((sofar, decision) => decided(sofar, decision, judgement, parts.today), before);
      });
      if (isOurs) rememberSound(files);
      const after = take(files);
      const note = noteOf(requests, wanted, after, (decision) =>
        inTheWay(files, decision, { version, numCallers }).map(({ entry }) => `${entry.file}:${entry.line}`),
      );
      return { judged: after.state, undo, ...(note === undefined ? {} : { note }) };
    },
    async preview(wanted) {
      const { files } = await now();
      const real = loadedFrom([files.fix, files.annotate], version);
      return thread.ask({ wanted, real: [...parts.real, ...real] });
    },
    listen(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async printed() {
      const { judgement } = await now();
      const byId = new Map(judgement.findings.map((each) => [each.finding.id, each]));
      return {
        groups: groups.map((group) => ({
          group,
          advice: advise(group, circumstances),
          judged: group.findings.map(({ id }) => byId.get(id)!),
          hidden: group.findings.filter(({ id }) => hidden.has(id)).length,
        })),
        advice: logAdvice,
        unneeded: judgement.unneeded,
        files: store.names,
      };
    },
    async look() {
      try {
        const files = await store.read();
        if (unreadable !== undefined) tell(undefined);
        take(files);
      } catch (error) {
        tell(error instanceof Error ? error.message : String(error));
      }
    },
    end: () => thread.end(),
  };
}

function stateWith(judgement: Judgement, revision: number, problem: string | undefined): JudgedState {
  return { ...judgedState(judgement, revision), ...(problem === undefined ? {} : { problem }) };
}

/** A tree with more branches at one place is not looked through. */
const mostBranches = 40;

function hitsOf(
  sets: ReadonlyMap<Tool, readonly Suppression[]>,
  findings: readonly Finding[],
  numCallers: number,
): readonly SuppressionHits[] {
  return [...sets].flatMap(([tool, set]) => {
    const own = findings.filter((finding) => finding.tool === tool);
    return replay(set, own, { numCallers }).suppressions;
  });
}

function hidingIn(
  group: Group,
  hits: readonly SuppressionHits[],
  breadthOf: (suppression: Suppression, hides: readonly Finding[]) => Hiding['breadth'],
): Hiding[] {
  const ids = new Set(group.findings.map(({ id }) => id));
  return hits.flatMap(({ suppression, certain, possible }) => {
    const all = [...certain, ...possible];
    const here = all.filter(({ id }) => ids.has(id)).length;
    if (here === 0) return [];
    return [{ suppression, here, all: all.length, breadth: breadthOf(suppression, certain) }];
  });
}

/** What the page sends as text is bytes in the files, on one line. */
function decisionOf(request: DecisionRequest, findings: readonly Finding[]): Decision {
  const texts = (['reason', 'bug', 'owner'] as const).flatMap((key) => {
    const text = request[key];
    return text === undefined ? [] : [[key, bytesOf(text)] as const];
  });
  return {
    findings: request.findings.map((at) => findings[at]!),
    verdict: request.verdict ?? undefined,
    ...(Object.fromEntries(texts) as object),
  };
}

function bytesOf(text: string): string {
  return Buffer.from(text.replace(/[\u0000-\u001f\u007f]+/g, ' ').trim(), 'utf8').toString('latin1');
}

/** Only what had no verdict is from today. */
function decided(files: VerdictFiles, decision: Decision, judgement: Judgement, today: string): VerdictFiles {
  if (decision.verdict === undefined) return decide(files, decision);
  const open = new Set(judgement.findings.filter(({ verdict }) => !verdict).map(({ finding }) => finding));
  const fresh = decision.findings.filter((finding) => open.has(finding));
  const known = decision.findings.filter((finding) => !open.has(finding));
  const first = fresh.length > 0 ? decide(files, { ...decision, findings: fresh, added: today }) : files;
  return known.length > 0 ? decide(first, { ...decision, findings: known }) : first;
}

function noteOf(
  requests: readonly DecisionRequest[],
  decisions: readonly Decision[],
  { judgement }: Reading,
  placesOf: (decision: Decision) => readonly string[],
): string | undefined {
  const other = requests.map(({ findings, verdict }) =>
    findings.filter((at) => (judgement.findings[at]!.verdict ?? null) !== verdict),
  );
  const count = other.reduce((sum, each) => sum + each.length, 0);
  if (count === 0) return undefined;
  const places = [...new Set(decisions.filter((_, at) => other[at]!.length > 0).flatMap(placesOf))];
  const what = count === 1 ? '1 finding has' : `${count} findings have`;
  return places.length === 0
    ? `${what} no stack that an entry could say: no verdict can be written`
    : shownText(`${what} another verdict all the same, by a broader entry: ${places.slice(0, 3).join(', ')}`);
}

function loadedFrom(files: readonly VerdictFiles[Verdict][], version: string): Suppression[] {
  return defaultTools.flatMap((tool) => loadSet(files, { tool, version, numCallers: 500 }).suppressions);
}

/** Why Valgrind would refuse a file: a mistake in an edit by hand. */
function problemIn(file: VerdictFiles[Verdict], version: string): string | undefined {
  for (const tool of defaultTools) {
    const { refused } = loadSet([file], { tool, version, numCallers: 500 });
    if (refused) return shownText(`${refused.file}:${refused.line}: ${refused.message}`, 600);
  }
  return undefined;
}
