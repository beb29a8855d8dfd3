import type { SetEntry } from '../../set/set-entry.js';
import { exactEntries } from '../../verdict/exact.js';
import { ownComments } from '../../verdict/own-comments.js';
import { standingIn } from '../../verdict/standing.js';
import type { Judged, Judgement, Verdict, VerdictFiles } from '../../verdict/verdict.js';
import { decodeBytes } from '../text.js';
import type { DecisionRequest } from './wire.js';

/** What takes back a decision, or a part of it. */
export interface Reversal extends DecisionRequest {
  /** All comment lines of entries that come back as they were, each from its `#` on. */
  readonly comments?: readonly string[];
  /** What the files said of each of them then (`standingIn`): it is only for those that still stand so. */
  readonly standing: string;
}

const keys = ['reason', 'bug', 'owner'] as const;

/**
 * The decisions that take one back, given the files before it and what they said: those that had a verdict of their own get
 * it again, with what their entries said and all comments; those that had none, or one by a broader entry, which is still
 * there, lose theirs. They are for findings that stand as the decision left them: what somebody decides later stays.
 *
 * @param after the files after the decision
 */
export function undoOf(
  request: DecisionRequest,
  before: Judgement,
  files: VerdictFiles,
  after: VerdictFiles,
): readonly Reversal[] {
  const commentsIn = remembered((each: Verdict) => ownComments(files[each]));
  const exact = exactEntries(request.findings.map((at) => before.findings[at]!.finding));
  const standing = standingIn(after, exact);
  const byDecision = new Map<string, { readonly decision: Reversal; readonly findings: number[] }>();
  request.findings.forEach((at, position) => {
    const judged = before.findings[at]!;
    const entry = judged.entries.find(({ content }) => content === exact[position]?.content);
    const former = formerly(request, judged, entry, commentsIn);
    const decision = { ...former, standing: standing[position]! };
    const key = JSON.stringify(decision);
    const alike = byDecision.get(key);
    if (alike) alike.findings.push(at);
    else byDecision.set(key, { decision, findings: [at] });
  });
  return [...byDecision.values()].map(({ decision, findings }) => ({ ...decision, findings }));
}

function formerly(
  request: DecisionRequest,
  { verdict }: Judged,
  entry: SetEntry | undefined,
  commentsIn: (verdict: Verdict) => (entry: SetEntry) => readonly string[],
): Omit<Reversal, 'standing'> {
  if (!entry || !verdict) return { findings: [], verdict: null };
  if (request.verdict === null) {
    const comments = commentsIn(verdict)(entry).map(decodeBytes);
    return { findings: [], verdict, comments };
  }
  // An entry keeps what the decision did not name.
  const changed = keys.filter((key) => request[key] !== undefined);
  const values = changed.map((key) => [key, decodeBytes(entry.metadata[key][0]?.value ?? '')] as const);
  return { findings: [], verdict, ...(Object.fromEntries(values) as object) };
}

/** The same for the same, worked out when it is first asked for. */
function remembered<Key, Value>(work: (key: Key) => Value): (key: Key) => Value {
  const known = new Map<Key, Value>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = work(key);
    known.set(key, value);
    return value;
  };
}
