import { describe, expect, test } from 'vitest';
import { evaluate } from '../../src/evaluate/evaluate.js';
import { finding, patterns } from '../minimize/make.js';

const lib = '/usr/lib/libx.so.1';
const options = { numCallers: 12, limits: { nodes: 1000 }, groupOf: (log: string) => log };
const at = (log: string, stack: readonly string[]) => finding(stack, { places: [{ log, line: 1 }] });
const stack = (inner: string, end: string) => [
  'malloc',
  `${inner}@${lib}`,
  `x_table_new@${lib}`,
  `x_init@${lib}`,
  end,
];

describe('evaluate', () => {
  test('counts only what the rest has not seen, and tells hidden real ones apart', async () => {
    const findings = [
      at('a', stack('f', 'main')),
      at('b', stack('g', 'main')),
      at('c', stack('g', 'mine')),
      // Seen in two groups, so never unseen.
      finding(stack('h', 'main'), {
        places: [
          { log: 'a', line: 2 },
          { log: 'b', line: 2 },
        ],
      }),
    ];
    const knowledge = {
      real: patterns('{\nmine\nMemcheck:Leak\n...\nfun:mine\n}\n'),
      noise: [],
      unmarked: 'noise' as const,
      own: [],
    };
    const { groups, scores } = await evaluate(findings, { ...options, knowledge });
    expect(groups).toEqual(['a', 'b', 'c']);
    const of = (method: string) => scores.find((score) => score.method === method)!;
    for (const { noise, real } of scores) expect([noise.unseen, real.unseen]).toEqual([2, 1]);
    // f, g and h differ at the frame after malloc: exact entries of two say nothing of the third …
    expect(of('exact').noise.hidden).toBe(0);
    // … and what the cut entry of g's noise hides is the real one too, when that was not known.
    expect(of('cut after 4').real.hidden).toBe(1);
    // No object is told, so no door is known: one entry stands for three, also for the real one that it has not seen.
    expect(of('minimize').real.hidden).toBe(1);
    expect(of('minimize').noise.hidden).toBe(2);
    expect(of('minimize').frames).toBeLessThan(of('exact').frames);
  });

  test('a set is made without the group left out', async () => {
    const findings = [
      at('a', ['malloc', `f@${lib}`, `g@${lib}`]),
      at('b', ['malloc', `p@${lib}`, `q@${lib}`]),
    ];
    const knowledge = { real: [], noise: [], unmarked: 'noise' as const, own: [] };
    const { scores } = await evaluate(findings, { ...options, knowledge });
    for (const { noise, entries } of scores) {
      expect(noise).toEqual({ unseen: 2, hidden: 0 });
      expect(entries).toBe(1);
    }
  });
});
