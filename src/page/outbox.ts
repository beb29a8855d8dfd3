import type { DecideResponse, DecisionRequest } from '../report/triage/wire.js';

type Decisions = readonly DecisionRequest[];

/** Something decided that is to be written. */
interface Letter {
  /** Asked when all before it is written; undefined where there is nothing to write after all. */
  readonly decisions: () => Decisions | undefined;
  /** What takes it back; undefined where it was not written. */
  readonly done: (undo: Decisions | undefined) => void;
  /** What it is about is known before its turn comes. */
  readonly isKnown: boolean;
}

export interface Outbox {
  /** Writes decisions after all that were given before. */
  readonly send: (decisions: Decisions) => Sent;
  /** Takes back what was sent. */
  readonly takeBack: (sent: Sent) => void;
  readonly isEmpty: () => boolean;
}

export interface Sent {
  undo: Decisions | undefined;
}

/**
 * Sends one request after the other. What is decided while one is on its way goes together in the next, as far as it is about
 * other findings, so that who is quicker than the disk is not kept waiting longer and longer.
 */
export function outbox(
  post: (decisions: Decisions) => Promise<DecideResponse>,
  took: (answer: DecideResponse) => void,
  failed: (error: unknown) => void,
): Outbox {
  const waiting: Letter[] = [];
  let isSending = false;

  async function sendAll(): Promise<void> {
    isSending = true;
    while (waiting.length > 0) {
      const batch: { readonly letter: Letter; readonly decisions: Decisions }[] = [];
      const about = new Set<number>();
      do {
        const letter = waiting[0]!;
        const decisions = letter.decisions() ?? [];
        const findings = decisions.flatMap((each) => each.findings);
        if (batch.length > 0 && findings.some((at) => about.has(at))) break;
        for (const at of findings) about.add(at);
        batch.push({ letter, decisions });
        waiting.shift();
      } while (waiting[0]?.isKnown);
      await write(batch);
    }
    isSending = false;
  }

  async function write(
    batch: readonly { readonly letter: Letter; readonly decisions: Decisions }[],
  ): Promise<void> {
    try {
      const answer = await post(batch.flatMap(({ decisions }) => decisions));
      let next = 0;
      for (const { letter, decisions } of batch) {
        letter.done(answer.undo.slice(next, next + decisions.length).flat());
        next += decisions.length;
      }
      if (waiting.length === 0) isSending = false;
      took(answer);
    } catch (error) {
      for (const { letter } of batch) letter.done(undefined);
      if (waiting.length === 0) isSending = false;
      failed(error);
    }
  }

  const put = (letter: Letter) => {
    waiting.push(letter);
    if (!isSending) void sendAll();
  };
  return {
    send(decisions) {
      const sent: Sent = { undo: undefined };
      put({ decisions: () => decisions, done: (undo) => (sent.undo = undo), isKnown: true });
      return sent;
    },
    takeBack(sent) {
      put({ decisions: () => sent.undo, done: () => undefined, isKnown: false });
    },
    isEmpty: () => !isSending,
  };
}
