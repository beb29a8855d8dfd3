import type { SetEntry } from '../../set/set-entry.js';
import { exactEntries } from '../../verdict/exact.js';
import type { Judged, Judgement } from '../../verdict/verdict.js';
import { decodeBytes } from '../text.js';
import type { DecisionRequest } from './wire.js';

const keys = ['reason', 'bug', 'owner'] as const;

/**
 * The decisions that take one back, given what the files said before it: those that had a verdict of their own get it again, with what
 * their entries said; those that had none, or one by a broader entry, which is still there, lose theirs.
 */
export function undoOf(request: DecisionRequest, before: Judgement): readonly DecisionRequest[] {
  const exact = exactEntries(request.findings.map((at) => before.findings[at]!.finding));
  const byDecision = new Map<string, { readonly decision: DecisionRequest; readonly findings: number[] }>();
  request.findings.forEach((at, position) => {
    const judged = before.findings[at]!;
    const entry = judged.entries.find(({ content }) => content === exact[position]?.content);
    const decision = formerly(request, judged, entry);
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
): DecisionRequest {
  if (!entry || !verdict) return { findings: [], verdict: null };
  // An entry keeps what the decision did not name; one that went lost all.
  const changed = request.verdict === null ? keys : keys.filter((key) => request[key] !== undefined);
  const values = changed.map((key) => [key, decodeBytes(entry.metadata[key][0]?.value ?? '')] as const);
  return { findings: [], verdict, ...(Object.fromEntries(values) as object) };
}
