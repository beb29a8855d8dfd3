import { afterAll, expect, test } from 'vitest';
import { compare } from './compare.js';
import { readRecording, recordedScenarios } from './recorded.js';
import { scenarios } from './scenarios.js';
import { createTally } from './tally.js';

/** What live.test.ts asks Valgrind, from the answers that it recorded with `CHAFF_RECORD=1`. */
const tally = createTally('recorded');
afterAll(() => {
  tally.print();
});

test('every scenario is recorded', () => {
  expect(recordedScenarios()).toEqual(scenarios.map(({ name }) => name).sort());
});

test.each(scenarios)('agrees with what Valgrind did on $name', async (scenario) => {
  const comparison = await compare(readRecording(scenario.name), scenario);
  for (const { disagreements } of Object.values(comparison)) expect(disagreements).toEqual([]);
  tally.add(scenario, comparison);
});

test('chaff leaves little open', () => {
  expect(tally.unknownShare('generated.xml')).toBeLessThan(0.25);
  expect(tally.unknownShare('plain.xml')).toBeLessThan(0.25);
});
