import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { compare } from './compare.js';
import { record } from './record.js';
import { recordedFolder, toFiles } from './recorded.js';
import { scenarios } from './scenarios.js';
import { createTally } from './tally.js';
import { missingTool } from './valgrind.js';

/**
 * Runs programs under the Valgrind that is installed, each many times with random suppressions, and holds what it
 * does against what chaff says. `CHAFF_RECORD=1` keeps what Valgrind did in recorded/. Without Valgrind or a compiler
 * the tests are skipped, or fail when `CHAFF_REQUIRE_VALGRIND=1`.
 */
const missing = missingTool();
const skipped = missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';
const keep = process.env['CHAFF_RECORD'] === '1';

describe.skipIf(skipped)(`Valgrind itself${missing ? ` (${missing} is not installed)` : ''}`, () => {
  const tally = createTally('live');
  let folder: string;

  beforeAll(async () => {
    expect(missing, 'not installed, though CHAFF_REQUIRE_VALGRIND is set').toBe(undefined);
    // Recordings hold the names of files: a fixed one makes them the same everywhere.
    folder = keep ? '/tmp/chaff-live' : await mkdtemp(join(tmpdir(), 'chaff-live-'));
    await mkdir(folder, { recursive: true });
  });

  afterAll(async () => {
    tally.print();
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test.concurrent.for(scenarios)('agrees on $name', { timeout: 600_000 }, async (scenario, { expect }) => {
    const recording = await record(scenario, folder);
    if (keep) {
      const files = toFiles(recording);
      await mkdir(recordedFolder, { recursive: true });
      for (const { name, bytes } of files) await writeFile(join(recordedFolder, name), bytes);
    }
    const comparison = await compare(recording, scenario);
    for (const { disagreements } of Object.values(comparison)) expect(disagreements).toEqual([]);
    tally.add(scenario, comparison);
  });

  test('and chaff leaves little open', () => {
    expect(tally.unknownShare('generated.xml')).toBeLessThan(0.25);
    expect(tally.unknownShare('plain.xml')).toBeLessThan(0.25);
  });
});
