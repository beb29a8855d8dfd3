import type { DecideResponse, DecisionRequest, UndoRequest } from '../report/triage/wire.js';

type Requests = readonly (DecisionRequest | UndoRequest)[];

/** Something decided that is to be written. */
interface Letter {
  readonly findings: readonly number[];
  /** Asked when all before it is written: nothing where there is nothing to write after all. */
  readonly requests: () => Requests;
  /** What takes it back; nothing where it was not written. */
  readonly done: (undo: readonly (number | null)[]) => void;
  /** What it is about is known before its turn comes. */
  readonly isKnown: boolean;
}

export interface Outbox {
  /** Writes decisions after all that were given before. */
  readonly send: (decisions: readonly DecisionRequest[]) => Sent;
  /** Takes back what was sent. */
  readonly takeBack: (sent: Sent) => void;
  readonly isEmpty: () => boolean;
}

export interface Sent {
  readonly findings: readonly number[];
  /** The numbers that take it back; none where it is not written. */
  undo: readonly (number | null)[];
}

/**
 * Sends one request after the other. What is decided while one is on its way goes together in the next, as far as it is about
 * other findings, so that who is quicker than the disk is not kept waiting longer and longer.
 */
export function outbox(
  post: (requests: Requests) => Promise<DecideResponse>,
  took: (answer: DecideResponse) => void,
  failed: (error: unknown) => void,
): Outbox {
  const waiting: Letter[] = [];
  let isSending = false;

  async function sendAll(): Promise<void> {
    isSending = true;
    while (waiting.length > 0) {
      const batch: { readonly letter: Letter; readonly requests: Requests }[] = [];
      const about = new Set<number>();
      do {
        const letter = waiting[0]!;
        const { findings } = letter;
        if (batch.length > 0 && findings.some((at) => about.has(at))) break;
        for (const at of findings) about.add(at);
        batch.push({ letter, requests: letter.requests() });
        waiting.shift();
      } while (waiting[0]?.isKnown);
      await write(batch);
    }
    isSending = false;
  }

  async function write(
    batch: readonly { readonly letter: Letter; readonly requests: Requests }[],
  ): Promise<void> {
    try {
      const answer = await post(batch.flatMap(({ requests }) => requests));
      let next = 0;
      for (const { letter, requests } of batch) {
        letter.done(answer.undo.slice(next, next + requests.length));
        next += requests.length;
      }
      if (waiting.length === 0) isSending = false;
      took(answer);
    } catch (error) {
      for (const { letter } of batch) letter.done([]);
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
      const findings = decisions.flatMap((each) => each.findings);
      const sent: Sent = { findings, undo: [] };
      put({ findings, requests: () => decisions, done: (undo) => (sent.undo = undo), isKnown: true });
      return sent;
    },
    takeBack(sent) {
      const requests = () => sent.undo.flatMap((undo) => (undo === null ? [] : [{ undo }]));
      put({ findings: sent.findings, requests, done: () => undefined, isKnown: false });
    },
    isEmpty: () => !isSending,
  };
}
