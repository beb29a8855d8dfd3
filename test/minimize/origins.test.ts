import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addFinding, createCorpus, sortedFindings } from '../../src/finding/corpus.js';
import type { AuxiliaryStack } from '../../src/finding/finding.js';
import { mostOrigins, withOrigins } from '../../src/finding/origins.js';
import { minimize } from '../../src/minimize/minimize.js';
import { run } from '../cli/run.js';
import { finding, frame, noiseOnly, patterns } from './make.js';

const logs = fileURLToPath(new URL('../corpus/origins/', import.meta.url));

const heap: AuxiliaryStack = {
  caption: 'Uninitialised value was created by a heap allocation',
  frames: ['malloc', 'sensor_buffer', 'main'].map(frame),
};
const onStack: AuxiliaryStack = {
  caption: 'Uninitialised value was created by a stack allocation',
  frames: ['main'].map(frame),
};

const compared = (...origins: AuxiliaryStack[]) =>
  finding(['is_high', 'show', 'main'], { kind: 'Memcheck:Cond', leakKind: undefined, origins });

function corpusOf(...records: ReturnType<typeof compared>[]) {
  const corpus = createCorpus();
  for (const record of records) addFinding(corpus, record);
  return sortedFindings(corpus);
}

describe('one stack, values of several origins', () => {
  test('stays reported, whatever was said of it; one origin does not', async () => {
    const known = {
      ...noiseOnly,
      knowledge: {
        ...noiseOnly.knowledge,
        noise: patterns('{\n known\n Memcheck:Cond\n fun:is_high\n ...\n}\n'),
      },
    };
    const both = await minimize(corpusOf(compared(heap), compared(onStack)), known);
    expect(both.suppressions).toEqual([]);
    expect(both.kept).toMatchObject([{ marked: 'real', contested: true, finding: { records: 2 } }]);
    expect(both.kept[0]!.reason).toContain('2 origins');

    const one = await minimize(corpusOf(compared(heap), compared(heap), compared()), known);
    expect(one.suppressions).toHaveLength(1);
  });

  test('logs of real runs: both origins are told, as text and as JSON', async () => {
    for (const format of ['xml', 'txt']) {
      const args = ['minimize', '--unmarked', 'noise', `heap.${format}`, `stack.${format}`];
      const { code, stdout, stderr } = await run(args, logs);
      expect([code, stdout]).toEqual([0, '']);
      expect(stderr).toMatch(/by a heap allocation\n {6}at malloc .*\n {6}by sensor_buffer/);
      expect(stderr).toMatch(/by a stack allocation\n {6}at main/);
      const json = JSON.parse((await run([...args, '--json', '-o', '/dev/null'], logs)).stdout) as {
        ambiguous: { origins: { what: string }[] }[];
      };
      expect(json.ambiguous).toHaveLength(1);
      expect(json.ambiguous[0]!.origins.map(({ what }) => what)).toEqual([heap.caption, onStack.caption]);
      const alone = await run(['minimize', '--unmarked', 'noise', `heap.${format}`], logs);
      expect(alone.stdout).toContain('fun:show');
    }
  });

  test('the same value read from XML and from text has one origin', async () => {
    const { stdout } = await run(['minimize', '--unmarked', 'noise', 'heap.xml', 'heap.txt'], logs);
    expect(stdout).toContain('fun:show');
  });
});

test('which origins are kept does not depend on the order of records, and they are few', () => {
  const origin = fc
    .integer({ min: 0, max: 9 })
    .map((n) => ({ caption: heap.caption, frames: [frame(`f${n}`)] }));
  fc.assert(
    fc.property(fc.array(origin), fc.array(origin), (some, others) => {
      const there = withOrigins(withOrigins([], some), others);
      const back = withOrigins(withOrigins([], others), [...some].reverse());
      expect(there).toEqual(back);
      const distinct = new Set([...some, ...others].map(({ frames }) => frames[0]!.fun));
      expect(there).toHaveLength(Math.min(mostOrigins, distinct.size));
    }),
  );
});
