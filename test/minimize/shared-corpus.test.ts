import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { addFinding, createCorpus, sortedFindings } from '../../src/finding/corpus.js';
import { findingsOf } from '../../src/finding/from-suppressions.js';
import { exactLines } from '../../src/generate/lines.js';
import { matches } from '../../src/match/matches.js';
import { anchorsIn } from '../../src/minimize/anchors.js';
import { minimize } from '../../src/minimize/minimize.js';
import { noiseOnly, patterns } from './make.js';

/** Logs and sets of real programs beside the checkout; the bars are those that `minimize` was made for. */
const root = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const present = existsSync(root);
const limits = { nodes: 20_000 };

describe.skipIf(!present)(
  `sets for real programs (${present ? 'present' : 'skipped: no corpus beside the checkout'})`,
  () => {
    test('all logs whose labels name findings: nothing real hidden, all noise hidden or explained, few entries', async () => {
      const logs: string[] = [];
      const real = new Set<string>();
      for (const family of readdirSync(`${root}/logs`)) {
        if (family === 'qemu-2.1' || family.endsWith('.md')) continue;
        for (const run of readdirSync(`${root}/logs/${family}`)) {
          const folder = `${root}/logs/${family}/${run}`;
          if (!existsSync(`${folder}/log.xml`)) continue;
          logs.push(`${folder}/log.xml`);
          const labels = JSON.parse(readFileSync(`${folder}/labels.json`, 'utf8')) as {
            errors: { key: string; label: string }[];
          };
          for (const { key, label } of labels.errors) if (label !== 'noise') real.add(key);
        }
      }
      const findings = sortedFindings(await readLogs(logs, root, { jobs: 1 }));
      const known = findings.flatMap((finding) => {
        const { id, kind, extra, leakKind } = finding;
        const leakKinds = leakKind ? [leakKind] : undefined;
        return real.has(id)
          ? [{ name: id, kind, extra, leakKinds, frames: exactLines(finding, 500), file: 'real', line: 1 }]
          : [];
      });
      expect(known.length).toBeGreaterThan(100);
      const knowledge = { ...noiseOnly.knowledge, real: known };
      const result = await minimize(findings, { ...noiseOnly, knowledge, limits, numCallers: 40 });
      for (const finding of findings)
        if (real.has(finding.id))
          for (const entry of result.suppressions)
            expect(matches({ ...entry, file: '', line: 0 }, finding, { numCallers: 40 })).toBe('no');
      expect(result.noise.hidden + result.uncovered.length).toBe(result.noise.distinct);
      expect(result.uncovered.length).toBeLessThan(result.noise.distinct / 100);
      expect(result.bound).toBe(result.suppressions.length);
      expect(result.suppressions.length).toBeLessThan(result.noise.distinct / 4);
    });

    test('a set of 591 generated entries: all covered, at most 40 entries, none of them blunt', async () => {
      const name = 'marcelarosalesj__valgrind_suppression_reduce__supp_files-memcheck_all_errors.supp';
      const corpus = createCorpus();
      for (const finding of findingsOf(patterns(readFileSync(`${root}/supp/${name}`, 'latin1'))).findings)
        addFinding(corpus, finding);
      const result = await minimize(sortedFindings(corpus), { ...noiseOnly, limits, numCallers: 40 });
      expect(result.noise).toEqual({ findings: 591, distinct: 591, hidden: 591 });
      expect(result.suppressions.length).toBeLessThanOrEqual(40);
      expect(result.suppressions.reduce((sum, { frames }) => sum + frames.length, 0)).toBeLessThanOrEqual(
        250,
      );
      for (const { frames, hides } of result.suppressions)
        expect(anchorsIn(frames).length > 1 || hides.length <= 591 / 20).toBe(true);
    });
  },
);
