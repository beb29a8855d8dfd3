import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForMerge } from '../../src/merge/broken.js';
import { merge } from '../../src/merge/merge.js';
import { setFile } from '../merge/any-set.js';
import { almostFile } from '../suppression/fragments.js';
import { askValgrind, installedVersion } from '../verdicts/valgrind.js';

const version = await installedVersion();
const isRequired = process.env['CHAFF_REQUIRE_VALGRIND'] === '1';
const title = 'the installed Valgrind loads merged files';

describe.skipIf(version === undefined && !isRequired)(
  version === undefined
    ? `${title} (skipped: no valgrind here; CHAFF_REQUIRE_VALGRIND=1 makes this a failure)`
    : title,
  () => {
    const count = Number(process.env['CHAFF_LIVE_RUNS'] ?? 100);
    const question = fc.record({
      tool: fc.constantFrom('memcheck', 'helgrind', 'drd'),
      numCallers: fc.constantFrom(12, 2, 4),
      provenance: fc.boolean(),
    });

    /** Files with the answer to what they merge to. */
    async function asked(files: fc.Arbitrary<string>) {
      expect(version, 'CHAFF_REQUIRE_VALGRIND=1, but there is no valgrind').toBeDefined();
      const several = fc.tuple(question, fc.array(files, { minLength: 2, maxLength: 3 }));
      const questions = fc.sample(several, { seed: 20_262, numRuns: count }).map(([how, inputs]) => {
        const options = { ...how, version: version! };
        const read = inputs.map((bytes, at) => readForMerge({ name: `${at}.supp`, bytes }, options));
        return { ...how, inputs, bytes: merge(read, options).bytes };
      });
      const answers = await askValgrind(questions);
      return questions.map((each, at) => ({ ...each, refused: answers[at]!.refused }));
    }

    test('of sound ones', async () => {
      const results = await asked(setFile);
      expect(results.filter(({ refused }) => refused)).toEqual([]);
      const folded = results.filter(({ bytes }) => bytes.includes('# folded: '));
      expect(folded.length).toBeGreaterThan(count / 10);
    });

    test('and of broken ones, whose broken pieces are comments', async () => {
      const results = await asked(almostFile);
      expect(results.filter(({ refused }) => refused)).toEqual([]);
      const mended = results.filter(({ bytes }) => bytes.includes('# broken, kept as comments'));
      expect(mended.length).toBeGreaterThan(count / 2);
    });
  },
);
