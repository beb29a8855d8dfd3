import type {
  DecideResponse,
  DecisionRequest,
  FindingDetail,
  GroupDetail,
  JudgedState,
  Preview,
  TriageState,
  UndoRequest,
} from '../report/triage/wire.js';

/** Asks the server that the page came from. Throws what it says was wrong. */
async function ask<Answer>(path: string, body?: object, signal?: AbortSignal): Promise<Answer> {
  const response = await fetch(path, {
    ...(body ? { method: 'POST', body: JSON.stringify(body) } : {}),
    ...(body ? { headers: { 'Content-Type': 'application/json' } } : {}),
    ...(signal ? { signal } : {}),
  });
  const answer = (await response.json().catch(() => ({}))) as Answer & { readonly error?: string };
  if (!response.ok) throw new Error(answer.error ?? `the server answers ${response.status}`);
  return answer;
}

export const fetchState = () => ask<TriageState>('state');
export const fetchGroup = (at: number) => ask<GroupDetail>(`group?at=${at}`);
export const fetchFinding = (at: number) => ask<FindingDetail>(`finding?at=${at}`);
export const sendDecisions = (decisions: readonly (DecisionRequest | UndoRequest)[]) =>
  ask<DecideResponse>('decide', { decisions });
export const fetchPreview = (findings: readonly number[], signal: AbortSignal) =>
  ask<Preview>('preview', { findings }, signal);

/**
 * Calls back with what the verdict files say, now and when that changes, and when the server goes and comes. Only while the
 * window is seen: browsers keep few connections to one server open, and each window takes one.
 */
export function listen(judged: (state: JudgedState) => void, isThere: (there: boolean) => void): void {
  let events: EventSource | undefined;
  const follow = () => {
    if (document.hidden) {
      events?.close();
      events = undefined;
    } else if (!events) {
      events = new EventSource('events');
      events.onmessage = ({ data }) => judged(JSON.parse(String(data)) as JudgedState);
      events.onopen = () => isThere(true);
      events.onerror = () => isThere(false);
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
}
