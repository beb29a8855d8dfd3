import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format } from '../../src/format/format.js';
import { almostFile, crumbs } from '../suppression/fragments.js';
import { askValgrind, installedVersion } from '../verdicts/valgrind.js';

const version = await installedVersion();
const isRequired = process.env['CHAFF_REQUIRE_VALGRIND'] === '1';
const title = 'what the installed Valgrind says of formatted files';

describe.skipIf(version === undefined && !isRequired)(
  version === undefined
    ? `${title} (skipped: no valgrind here; CHAFF_REQUIRE_VALGRIND=1 makes this a failure)`
    : title,
  () => {
    test('is what it says of the files as they were', async () => {
      expect(version, 'CHAFF_REQUIRE_VALGRIND=1, but there is no valgrind').toBeDefined();
      const question = fc.record({
        tool: fc.constantFrom('memcheck', 'helgrind', 'drd'),
        numCallers: fc.constantFrom(12, 2, 4),
        bytes: fc.oneof({ weight: 4, arbitrary: almostFile }, crumbs),
        sort: fc.constantFrom('none' as const, 'name' as const),
      });
      const questions = fc
        .sample(question, { seed: 20_261, numRuns: Number(process.env['CHAFF_LIVE_RUNS'] ?? 150) })
        .map((asked) => ({ ...asked, formatted: format(asked.bytes, { version, sort: asked.sort }) }))
        .filter(({ bytes, formatted }) => bytes !== formatted);
      const before = await askValgrind(questions);
      const after = await askValgrind(questions.map((asked) => ({ ...asked, bytes: asked.formatted })));
      // The line that Valgrind names is another one.
      const verdict = ({ refused, warnings }: (typeof before)[number]) => [refused?.message, warnings];
      const differing = questions.filter(
        (_, index) => JSON.stringify(verdict(before[index]!)) !== JSON.stringify(verdict(after[index]!)),
      );
      expect(differing).toEqual([]);
      expect(before.filter(({ refused }) => refused === null).length).toBeGreaterThan(questions.length / 20);
    });
  },
);
