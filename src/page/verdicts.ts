import { useCallback, useEffect, useRef, useState } from 'preact/hooks';
import type { DecisionRequest, JudgedState } from '../report/triage/wire.js';
import { fetchJudged, listen, sendDecisions } from './api.js';
import type { Verdicts } from './model.js';

/** A step that can be taken back. */
interface Step {
  readonly findings: readonly number[];
  /** Their letters before. */
  readonly before: readonly string[];
  /** What takes it back, once the server has done it; undefined where it failed. */
  readonly undo: Promise<readonly DecisionRequest[] | undefined>;
}

export interface Judging {
  /** With what was decided here and is on its way. */
  readonly verdicts: Verdicts;
  readonly judged: JudgedState | undefined;
  readonly isThere: boolean;
  readonly decide: (decisions: readonly DecisionRequest[]) => void;
  /** Takes the last step of this window back; the number of findings, 0 where there is no step. */
  readonly undo: () => number;
}

/**
 * Keeps the verdicts: as the server tells them, and a decision at once, before the server has written it. Requests go one
 * after the other.
 */
export function useVerdicts(count: number, announce: (text: string) => void): Judging {
  const [judged, setJudged] = useState<JudgedState>();
  const [verdicts, setVerdicts] = useState<Verdicts>(() => Array.from({ length: count }, () => '-'));
  const [isThere, setIsThere] = useState(true);
  const queue = useRef<Promise<unknown>>(Promise.resolve());
  const waiting = useRef(0);
  const steps = useRef<Step[]>([]);
  const current = useRef(verdicts);
  const newest = useRef<JudgedState | undefined>(undefined);

  const show = useCallback((letters: Verdicts) => {
    current.current = letters;
    setVerdicts(letters);
  }, []);
  /** What the server says counts, unless something decided here is on its way to it. */
  const settle = useCallback(() => {
    if (waiting.current === 0 && newest.current) show([...newest.current.verdicts]);
  }, []);
  const take = useCallback((state: JudgedState) => {
    if (newest.current && state.revision < newest.current.revision) return;
    newest.current = state;
    setJudged(state);
    settle();
  }, []);
  useEffect(() => {
    listen(take, setIsThere);
    fetchJudged().then(take, () => setIsThere(false));
  }, []);

  const send = useCallback((decisions: () => Promise<readonly DecisionRequest[] | undefined>) => {
    waiting.current += 1;
    const sent = queue.current.then(async () => {
      try {
        const wanted = await decisions();
        if (!wanted) return undefined;
        const answer = await sendDecisions(wanted);
        take(answer.judged);
        if (answer.note !== undefined) announce(answer.note);
        return answer.undo;
      } catch (error) {
        announce(`Not written: ${error instanceof Error ? error.message : String(error)}`);
        return undefined;
      } finally {
        waiting.current -= 1;
        settle();
      }
    });
    queue.current = sent;
    return sent;
  }, []);

  const decide = useCallback((decisions: readonly DecisionRequest[]) => {
    const findings = decisions.flatMap((each) => each.findings);
    const before = findings.map((at) => current.current[at]!);
    const letters = [...current.current];
    for (const { findings: some, verdict } of decisions)
      for (const at of some) letters[at] = verdict === null ? '-' : verdict[0]!;
    show(letters);
    steps.current.push({ findings, before, undo: send(() => Promise.resolve(decisions)) });
  }, []);

  const undo = useCallback((): number => {
    const step = steps.current.pop();
    if (!step) return 0;
    const letters = [...current.current];
    step.findings.forEach((at, position) => (letters[at] = step.before[position]!));
    show(letters);
    void send(() => step.undo);
    return step.findings.length;
  }, []);

  return { verdicts, judged, isThere, decide, undo };
}
