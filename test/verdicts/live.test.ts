import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { almostFile, crumbs } from '../suppression/fragments.js';
import { askValgrind, installedVersion } from './valgrind.js';

const version = await installedVersion();
const isRequired = process.env['CHAFF_REQUIRE_VALGRIND'] === '1';
const title = 'what the installed Valgrind says of random files';

describe.skipIf(version === undefined && !isRequired)(
  version === undefined
    ? `${title} (skipped: no valgrind here; CHAFF_REQUIRE_VALGRIND=1 makes this a failure)`
    : title,
  () => {
    it('is what we say', async () => {
      expect(version, 'CHAFF_REQUIRE_VALGRIND=1, but there is no valgrind').toBeDefined();
      const question = fc.record({
        tool: fc.constantFrom('memcheck', 'helgrind', 'drd'),
        numCallers: fc.constantFrom(12, 12, 2, 3, 4),
        bytes: fc.oneof({ weight: 4, arbitrary: almostFile }, crumbs),
      });
      const questions = fc.sample(question, {
        seed: 20_260,
        numRuns: Number(process.env['CHAFF_LIVE_RUNS'] ?? 300),
      });
      const theirs = await askValgrind(questions);
      const ours = questions.map(({ tool, numCallers, bytes }) => {
        const { refused, problems } = load(parse(bytes), { file: 'f.supp', tool, numCallers, version });
        // Valgrind does not get to warnings after the first mistake.
        const end = refused ? problems.indexOf(refused) : problems.length;
        const warnings = problems.slice(0, end).map(({ valgrind }) => valgrind.message);
        return { refused: refused?.valgrind ?? null, warnings };
      });
      const pairs = questions.map((asked, index) => ({ asked, ours: ours[index], theirs: theirs[index] }));
      expect(pairs.filter(({ ours, theirs }) => JSON.stringify(ours) !== JSON.stringify(theirs))).toEqual([]);
      expect(theirs.filter(({ refused }) => refused === null).length).toBeGreaterThan(questions.length / 20);
    });
  },
);
