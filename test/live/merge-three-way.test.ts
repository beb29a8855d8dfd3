import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { mergeThreeWay } from '../../src/merge/three-way/merge-three-way.js';
import { threeFiles } from '../merge/three-way/arbitrary.js';
import { cases } from '../merge/three-way/read-cases.js';
import { askValgrind, installedVersion } from '../verdicts/valgrind.js';

const version = await installedVersion();
const isRequired = process.env['CHAFF_REQUIRE_VALGRIND'] === '1';
const title = 'what the installed Valgrind says of merged files';

describe.skipIf(version === undefined && !isRequired)(
  version === undefined
    ? `${title} (skipped: no valgrind here; CHAFF_REQUIRE_VALGRIND=1 makes this a failure)`
    : title,
  () => {
    const tools = ['memcheck', 'helgrind', 'drd'] as const;

    test('it loads the result of each case', async () => {
      expect(version, 'CHAFF_REQUIRE_VALGRIND=1, but there is no valgrind').toBeDefined();
      expect(await refusedOf(cases.map(({ merged }) => merged))).toEqual([]);
    });

    test('it loads results of random edits', async () => {
      const runs = Number(process.env['CHAFF_LIVE_RUNS'] ?? 25);
      const results = fc.sample(threeFiles, { seed: 5, numRuns: runs }).map(({ base, ours, theirs }) => {
        const file = (bytes: string) => ({ name: 'f', bytes });
        const merged = mergeThreeWay({ base: file(base), ours: file(ours), theirs: file(theirs) });
        return merged.type === 'merged' ? merged.bytes : '}';
      });
      expect(await refusedOf(results)).toEqual([]);
    });

    async function refusedOf(files: readonly string[]): Promise<readonly string[]> {
      const questions = files.flatMap((bytes) => tools.map((tool) => ({ tool, numCallers: 12, bytes })));
      const verdicts = await askValgrind(questions);
      return questions.flatMap(({ bytes }, at) => (verdicts[at]!.refused === null ? [] : [bytes]));
    }
  },
);
