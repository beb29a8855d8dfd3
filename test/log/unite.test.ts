import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Corpus } from '../../src/finding/corpus.js';
import type { Frame } from '../../src/finding/finding.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import { readLog } from '../../src/log/read.js';
import { addLogs, createFrameSharing, sendable, type ShareFrame } from '../../src/log/unite.js';
import { logsOfTests } from './logs.js';

async function readInto(corpus: LogCorpus, name: string, bytes: Uint8Array): Promise<void> {
  async function* chunks(): AsyncGenerator<Uint8Array> {
    yield await Promise.resolve(bytes);
  }
  await readLog(chunks(), name, corpusSink(corpus));
}

/** All that a corpus tells. */
function told({ findings, processes, notices, problems, suppressed }: LogCorpus) {
  const list = (corpus: Pick<Corpus, 'findings'>) => [...corpus.findings.values()];
  return {
    findings: list({ findings }),
    processes,
    notices,
    problems,
    suppressed: [...suppressed].map(([name, hidden]) => [name, list(hidden)]),
  };
}

describe('addLogs', () => {
  test('logs read each by itself and sent are as if read one after the other', async () => {
    const logs = logsOfTests();
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom(...logs), { minLength: 1, maxLength: 6 }),
        fc.nat({ max: 3 }),
        async (some, first) => {
          const together = createLogCorpus();
          const united = createLogCorpus();
          let share: ShareFrame | undefined;
          for (const [k, { bytes }] of some.entries()) {
            const name = `${k}.log`;
            await readInto(together, name, bytes);
            // Some are read right into it.
            if (k < first) {
              await readInto(united, name, bytes);
              continue;
            }
            share ??= createFrameSharing(united);
            const own = createLogCorpus();
            await readInto(own, name, bytes);
            addLogs(united, structuredClone(sendable(own)), share);
          }
          expect(told(united)).toEqual(told(together));
        },
      ),
      { numRuns: 40 },
    );
  });

  test('equal frames of several logs are one object', async () => {
    const united = createLogCorpus();
    const [first, ...others] = logsOfTests();
    await readInto(united, first!.name, first!.bytes);
    const share = createFrameSharing(united);
    for (const { name, bytes } of others) {
      const own = createLogCorpus();
      await readInto(own, name, bytes);
      addLogs(united, structuredClone(sendable(own)), share);
    }
    const frames = [...united.findings.values()].flatMap((finding) => finding.frames);
    const byContent = new Map<string, Frame>();
    for (const frame of frames) {
      const key = JSON.stringify(frame);
      expect(byContent.get(key) ?? frame).toBe(frame);
      byContent.set(key, frame);
    }
    expect(byContent.size).toBeLessThan(frames.length);
  });
});
