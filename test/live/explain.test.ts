import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readSet } from '../../src/explain/entries.js';
import { explain, type Known } from '../../src/explain/explain.js';
import { findingId } from '../../src/finding/id.js';
import type { Finding } from '../../src/finding/finding.js';
import { exactLines } from '../../src/generate/lines.js';
import { matches } from '../../src/match/matches.js';
import { formatLocation } from '../../src/suppression/location.js';
import { formatSuppression } from '../../src/suppression/write.js';
import { countById, readRecords } from './read-records.js';
import { scenarios } from './scenarios.js';
import { build, missingTool, valgrind } from './valgrind.js';

/**
 * Entries with the mistakes that people make hide nothing under real Valgrind, and hide what they are for with the changes
 * that `explain` tells. Skipped without Valgrind or a compiler, or failing when `CHAFF_REQUIRE_VALGRIND=1`.
 */
const missing = missingTool();
const skipped = missing !== undefined && process.env['CHAFF_REQUIRE_VALGRIND'] !== '1';

/** The lines of an entry for the finding: tool and kind, leak kinds or parameter, locations. */
interface Lines {
  readonly head: string;
  readonly extra: readonly string[];
  readonly locations: readonly string[];
}

const mistakes: readonly ((right: Lines, of: Finding) => Lines)[] = [
  // A demangled name, as the log prints it.
  (right, { frames }) => ({
    ...right,
    locations: right.locations.map((line, at) =>
      frames[at]?.demangled ? `fun:${frames[at].demangled}` : line,
    ),
  }),
  // A call is left out, an inlined one maybe.
  (right) => ({ ...right, locations: right.locations.filter((_, at) => at !== 1) }),
  // The innermost call is left out.
  (right) => ({ ...right, locations: right.locations.slice(1) }),
  // Another leak kind.
  (right) => ({
    ...right,
    extra: right.extra.map((line) => line.replace(/definite|indirect|possible|reachable/, 'none')),
  }),
  (right) => ({ ...right, head: right.head.toLowerCase() }),
  (right) => ({ ...right, head: right.head.replace(/(?:Addr|Value)\d+/, 'Addr16') }),
  // The name goes on.
  (right) => ({
    ...right,
    locations: right.locations.map((line, at) => (at === 1 ? line.slice(0, -1) : line)),
  }),
  (right) => ({ ...right, locations: right.locations.map((line) => line.replace('fun:', 'fun: ')) }),
];

function rightLines(of: Finding, numCallers: number): Lines {
  const { kind, extra, leakKind } = of;
  return {
    head: kind,
    extra: leakKind ? [`match-leak-kinds: ${leakKind}`] : extra ? [extra] : [],
    locations: exactLines(of, numCallers).map(formatLocation),
  };
}

function written({ head, extra, locations }: Lines, name: string): string {
  return `{\n   ${[name, head, ...extra, ...locations].join('\n   ')}\n}\n`;
}

describe.skipIf(skipped)(
  `Valgrind does what explain says${missing ? ` (${missing} is not installed)` : ''}`,
  () => {
    let folder: string;
    beforeAll(async () => {
      expect(missing, 'not installed, though CHAFF_REQUIRE_VALGRIND is set').toBe(undefined);
      folder = await mkdtemp(join(tmpdir(), 'chaff-explain-'));
    });
    afterAll(() => rm(folder, { recursive: true, force: true }));

    test.each(['shapes', 'inlined', 'leaks', 'memory'])('with %s', { timeout: 600_000 }, async (name) => {
      const scenario = scenarios.find((each) => each.name === name)!;
      const numCallers = scenario.runCallers;
      const program = await build(scenario, folder);
      const common = { program, scenario, numCallers, form: 'xml', generate: true } as const;
      const log = await valgrind({ ...common, name }, folder);
      const records = await readRecords(log);
      const findings = [...new Map(records.map((each) => [each.id, each])).values()];
      const before = countById(records);

      const wrong: string[] = [];
      const right: string[] = [];
      const mended: Finding[] = [];
      for (const [at, of] of findings.entries())
        for (const [number, mistake] of mistakes.entries()) {
          const lines = rightLines(of, numCallers);
          const slip = mistake(lines, of);
          if (JSON.stringify(slip) === JSON.stringify(lines) || slip.locations.length === 0) continue;
          const bytes = written(slip, `${at}-${number}`);
          const edit = editFor(bytes, of);
          if (!edit) continue;
          wrong.push(bytes);
          // One mistake for each finding is enough to be tried: the first, then the second, and so on.
          if (mended.includes(of) || number < at % mistakes.length) continue;
          right.push(formatSuppression({ ...edit, comments: [] }));
          mended.push(of);
        }
      expect(mended.length).toBeGreaterThan(1);

      const withWrong = await valgrind(
        { ...common, suppressions: wrong.join(''), name: `${name}-wrong` },
        folder,
      );
      expect(countById(await readRecords(withWrong))).toEqual(before);
      const withRight = await valgrind(
        { ...common, suppressions: right.join(''), name: `${name}-right` },
        folder,
      );
      const left = new Set((await readRecords(withRight)).map((each) => findingId(each)));
      for (const of of mended) expect(left, right.join('')).not.toContain(of.id);

      function editFor(bytes: string, of: Finding) {
        const options = { version: '3.19.0', numCallers };
        const set = readSet([{ name: 'wrong.supp', bytes }], [scenario.tool], options);
        const known: Known = {
          ...{ findings, set, real: [], own: [], nearest: 1, ...options },
          corpus: { processes: [], suppressed: new Map() },
        };
        // A slip can give an entry that is right for another finding.
        const own = set.entries[0]!.loaded.get(scenario.tool);
        if (own && findings.some((each) => matches(own, each, { numCallers }) !== 'no')) return undefined;
        const { about } = explain(known, { type: 'finding', finding: of });
        if (about.type !== 'finding') throw new Error(about.type);
        return about.finding.nearest[0]?.edit?.suppression;
      }
    });
  },
);
