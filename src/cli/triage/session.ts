import type { Circumstances } from '../../advice/advice.js';
import { advise, adviseLogs } from '../../advice/advise.js';
import { breadthIn } from '../../explain/breadth.js';
import type { Finding } from '../../finding/finding.js';
import type { Group } from '../../group/group.js';
import { ownerOf } from '../../group/owner.js';
import { stackTree } from '../../group/stack-tree.js';
import type { SuppressionHits } from '../../match/hits.js';
import { replay } from '../../match/replay.js';
import type { GuardLevel } from '../../minimize/guard.js';
import { findingDetail, groupDetail, type Hiding } from '../../report/triage/detail.js';
import type { Printed } from '../../report/triage/pretty.js';
import { stateOf } from '../../report/triage/state.js';
import { undoOf, type Reversal } from '../../report/triage/undo.js';
import type {
  DecideResponse,
  DecisionRequest,
  FindingDetail,
  GroupDetail,
  JudgedState,
  Preview,
  TriageState,
  UndoRequest,
} from '../../report/triage/wire.js';
import type { Suppression, Tool } from '../../suppression/suppression.js';
import type { Verdict, VerdictFiles } from '../../verdict/verdict.js';
import { decided, leftNoteOf, noteOf, stillMeant, type Step } from './decisions.js';
import { previewThread } from './preview-thread.js';
import { rememberingUndo } from './remembering-undo.js';
import { verdictReading } from './verdict-reading.js';

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
  readonly judged: () => JudgedState;
  readonly group: (at: number) => GroupDetail;
  readonly finding: (at: number) => FindingDetail;
  readonly decide: (decisions: readonly (DecisionRequest | UndoRequest)[]) => Promise<DecideResponse>;
  readonly preview: (findings: readonly number[]) => Promise<Preview>;
  /** Calls back after each change of the verdict files; returns what ends that. */
  readonly listen: (listener: (judged: JudgedState) => void) => () => void;
  /** All that there is to print. */
  readonly printed: () => Printed;
  /** Looks whether somebody else has changed the verdict files. */
  readonly look: () => Promise<void>;
  readonly end: () => Promise<void>;
}

export async function openSession(parts: SessionParts): Promise<Session> {
  const { groups, circumstances, store, version, numCallers, sets } = parts;
  const { own, findings } = circumstances;
  const logAdvice = adviseLogs(circumstances);
  const hits = hitsOf(sets, findings, numCallers);
  const hidden = new Set(hits.flatMap(({ certain }) => certain.map(({ id }) => id)));
  const files = await store.read();
  const reading = verdictReading(files, { findings, tools: [...sets.keys()], version, numCallers });
  const details = new Map<number, GroupDetail>();
  const thread = previewThread({ findings, own, numCallers, guard: parts.guard });
  const undoing = rememberingUndo();
  /** Decisions on their way to the disk, and those that were. */
  let [writing, written] = [0, 0];

  function detailOf(group: Group): GroupDetail {
    const tree = (from: 'innermost' | 'outermost') =>
      stackTree(group.findings, { own, from, most: mostBranches });
    return groupDetail({
      advice: advise(group, circumstances),
      innermost: tree('innermost'),
      outermost: tree('outermost'),
      hiddenBy: hidingIn(group, hits, (suppression, hides) =>
        breadthIn(suppression, hides, { numCallers, own }),
      ),
    });
  }

  return {
    ...{ findings, groups },
    state: stateOf({
      ...{ findings, groups, hidden },
      advice: logAdvice,
      ownerOf: (frame) => ownerOf(frame, own),
      files: store.names,
    }),
    judged: () => reading.current().state,
    group(at) {
      const detail = details.get(at) ?? detailOf(groups[at]!);
      details.set(at, detail);
      return detail;
    },
    finding: (at) =>
      findingDetail(findings[at]!, reading.current().judgement.findings[at], (frame) => ownerOf(frame, own)),
    async decide(requests) {
      const asked = requests.map((each) => ('undo' in each ? undoing.stepsOf(each.undo) : [each]));
      let steps: readonly Step[] = [];
      let reversals: readonly (readonly Reversal[] | undefined)[] = [];
      writing += 1;
      const next = await store
        .change((before) => {
          const judgement = reading.judged(before);
          steps = stillMeant(asked.flat(), findings, before);
          const after = decided(before, steps, judgement, parts.today);
          reversals = requests.map((each) =>
            'undo' in each ? undefined : undoOf(each, judgement, before, after),
          );
          return after;
        })
        .finally(() => {
          writing -= 1;
          written += 1;
        });
      const { judgement, state } = reading.take(next);
      for (const each of requests) if ('undo' in each) undoing.forget(each.undo);
      const undo = reversals.map((each) => (each ? undoing.numberOf(each) : null));
      const note = leftNoteOf(asked.flat(), steps) ?? noteOf(steps, judgement);
      return { judged: state, undo, ...(note === undefined ? {} : { note }) };
    },
    async preview(wanted) {
      const { problem } = reading.current().state;
      if (problem !== undefined)
        throw new Error(`What is real is not known until this is mended: ${problem}`);
      return thread.ask({ wanted, real: [...parts.real, ...reading.real()] });
    },
    listen: (listener) => reading.listen(listener),
    printed() {
      const { judgement } = reading.current();
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
      const before = written;
      try {
        const there = await store.read();
        // What was read may be older than what was written meanwhile; the next look sees it.
        if (writing > 0 || written !== before) return;
        reading.tell(undefined);
        reading.take(there);
      } catch (error) {
        reading.tell(error instanceof Error ? error.message : String(error));
      }
    },
    end: () => thread.end(),
  };
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
