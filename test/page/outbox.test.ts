import { expect, test } from 'vitest';
import { outbox } from '../../src/page/outbox.js';
import type { DecideResponse, DecisionRequest, UndoRequest } from '../../src/report/triage/wire.js';

const judged = { revision: 1, verdicts: '', contradicted: [], unneeded: [] };
const fix = (...findings: number[]): DecisionRequest => ({ findings, verdict: 'fix' });

/** A server that answers when told to. */
function server() {
  const asked: {
    readonly decisions: readonly (DecisionRequest | UndoRequest)[];
    answer: () => void;
    fail: () => void;
  }[] = [];
  const told: unknown[] = [];
  /** The number that a decision got last. */
  let last = 0;
  const out = outbox(
    (decisions) =>
      new Promise<DecideResponse>((resolve, reject) =>
        asked.push({
          decisions,
          answer: () =>
            resolve({ judged, undo: decisions.map((each) => ('undo' in each ? null : (last += 1))) }),
          fail: () => reject(new Error('no')),
        }),
      ),
    () => told.push('took'),
    (error) => told.push(String(error)),
  );
  return { out, asked, told };
}

const settled = () => new Promise((resolve) => setTimeout(resolve));

test('what is decided meanwhile goes together, but not twice about one finding', async () => {
  const { out, asked, told } = server();
  out.send([fix(1)]);
  out.send([fix(2), fix(3)]);
  out.send([fix(4)]);
  out.send([fix(3)]);
  out.send([fix(5)]);
  expect(asked.map(({ decisions }) => decisions)).toEqual([[fix(1)]]);
  asked[0]!.answer();
  await settled();
  expect(asked[1]!.decisions).toEqual([fix(2), fix(3), fix(4)]);
  expect(out.isEmpty()).toBe(false);
  asked[1]!.answer();
  await settled();
  expect(asked[2]!.decisions).toEqual([fix(3), fix(5)]);
  asked[2]!.answer();
  await settled();
  expect(out.isEmpty()).toBe(true);
  expect(told).toEqual(['took', 'took', 'took']);
});

test('each step is taken back by what the server said of it, once that is known', async () => {
  const { out, asked } = server();
  out.send([fix(1)]);
  const second = out.send([fix(2), fix(3)]);
  out.send([fix(4)]);
  out.takeBack(second);
  asked[0]!.answer();
  await settled();
  asked[1]!.answer();
  await settled();
  expect(asked[2]!.decisions).toEqual([{ undo: 2 }, { undo: 3 }]);
});

test('what is decided behind what is taken back goes with it only about other findings', async () => {
  const { out, asked } = server();
  const first = out.send([fix(1)]);
  out.takeBack(first);
  out.send([fix(2)]);
  out.send([fix(1)]);
  asked[0]!.answer();
  await settled();
  expect(asked[1]!.decisions).toEqual([{ undo: 1 }, fix(2)]);
  asked[1]!.answer();
  await settled();
  expect(asked[2]!.decisions).toEqual([fix(1)]);
});

test('what could not be written is told, and what follows is written all the same', async () => {
  const { out, asked, told } = server();
  const first = out.send([fix(1)]);
  out.takeBack(first);
  out.send([fix(2)]);
  asked[0]!.fail();
  await settled();
  expect(told).toEqual(['Error: no']);
  expect(asked.slice(1).map(({ decisions }) => decisions)).toEqual([[fix(2)]]);
});
