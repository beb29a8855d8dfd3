import { useCallback, useEffect, useMemo, useRef, useState } from 'preact/hooks';
import type { DecisionRequest, JudgedState } from '../report/triage/wire.js';
import { listen, sendDecisions } from './api.js';
import type { Verdicts } from './model.js';
import { outbox, type Sent } from './outbox.js';

/** A step that can be taken back. */
interface Step {
  readonly findings: readonly number[];
  /** Their letters before. */
  readonly before: readonly string[];
  readonly sent: Sent;
}

export interface Judging {
  /** With what was decided here and is on its way. */
  readonly verdicts: Verdicts;
  readonly judged: JudgedState | undefined;
  readonly isThere: boolean;
  /** Something that was decided is not on the disk yet. */
  readonly isWriting: boolean;
  /** Why the last thing that was to be written is not. */
  readonly failed: string | undefined;
  readonly decide: (decisions: readonly DecisionRequest[]) => void;
  /** Takes the last step of this window back; the number of findings, 0 where there is no step. */
  readonly undo: () => number;
}

/** Keeps the verdicts: as the server tells them, and a decision at once, before the server has written it. */
export function useVerdicts(count: number, announce: (text: string) => void): Judging {
  const [judged, setJudged] = useState<JudgedState>();
  const [verdicts, setVerdicts] = useState<Verdicts>(() => Array.from({ length: count }, () => '-'));
  const [isThere, setIsThere] = useState(true);
  const [isWriting, setWriting] = useState(false);
  const [failed, setFailed] = useState<string>();
  const steps = useRef<Step[]>([]);
  const current = useRef(verdicts);
  const newest = useRef<JudgedState | undefined>(undefined);

  const show = useCallback((letters: Verdicts) => {
    current.current = letters;
    setVerdicts(letters);
  }, []);
  /** What the server says counts, unless something decided here is on its way to it. */
  const settle = useCallback(() => {
    setWriting(!out.isEmpty());
    if (out.isEmpty() && newest.current) show([...newest.current.verdicts]);
  }, []);
  const take = useCallback((state: JudgedState) => {
    // An answer can come after what was told of later writing, which waits for it to be shown.
    if (state.revision >= (newest.current?.revision ?? 0)) {
      newest.current = state;
      setJudged(state);
    }
    settle();
  }, []);
  const out = useMemo(
    () =>
      outbox(
        sendDecisions,
        (answer) => {
          setFailed(undefined);
          take(answer.judged);
          if (answer.note !== undefined) announce(answer.note);
        },
        (error) => {
          const why = `Not written: ${error instanceof Error ? error.message : String(error)}`;
          announce(why);
          setFailed(why);
          settle();
        },
      ),
    [],
  );
  useEffect(() => listen(take, setIsThere), []);

  const decide = useCallback((decisions: readonly DecisionRequest[]) => {
    const findings = decisions.flatMap((each) => each.findings);
    const before = findings.map((at) => current.current[at]!);
    const letters = [...current.current];
    for (const { findings: some, verdict } of decisions)
      for (const at of some) letters[at] = verdict === null ? '-' : verdict[0]!;
    steps.current.push({ findings, before, sent: out.send(decisions) });
    setWriting(true);
    show(letters);
  }, []);

  const undo = useCallback((): number => {
    const step = steps.current.pop();
    if (!step) return 0;
    const letters = [...current.current];
    step.findings.forEach((at, position) => (letters[at] = step.before[position]!));
    out.takeBack(step.sent);
    setWriting(true);
    show(letters);
    return step.findings.length;
  }, []);

  return { verdicts, judged, isThere, isWriting, failed, decide, undo };
}
