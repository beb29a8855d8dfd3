import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import { replay } from '../../src/match/replay.js';
import { everyEntry } from './packs.js';

/** Logs of programs beside the checkout, which had no part in making the packs. */
const root = fileURLToPath(new URL('../../../shared/corpus/logs', import.meta.url));
const present = existsSync(root);

/** The labels of all runs of a family, by the id of the finding. */
function labelsOf(family: string): ReadonlyMap<string, string> {
  const labels = new Map<string, string>();
  for (const run of runsOf(family)) {
    const text = readFileSync(`${root}/${family}/${run}/labels.json`, 'utf8');
    const { errors } = JSON.parse(text) as { errors: { key: string; label: string }[] };
    for (const { key, label } of errors) labels.set(key, label);
  }
  return labels;
}

const runsOf = (family: string) =>
  readdirSync(`${root}/${family}`).filter((run) => existsSync(`${root}/${family}/${run}/log.xml`));

async function hitsIn(family: string) {
  const labels = labelsOf(family);
  const logs = runsOf(family).map((run) => `${root}/${family}/${run}/log.xml`);
  const findings = sortedFindings(await readLogs(logs, root, { jobs: 1 }));
  return replay(everyEntry, findings).findings.map(({ finding, certain, possible }) => {
    return { label: labels.get(finding.id), isHidden: certain.length > 0, mayBe: possible.length > 0 };
  });
}

describe.skipIf(!present)(
  `the packs over logs of other programs (${present ? 'present' : 'skipped: no corpus beside the checkout'})`,
  () => {
    test('no planted defect is hidden', async () => {
      const real = (await hitsIn('planted')).filter(({ label }) => label === 'real');
      expect(real.length).toBeGreaterThan(300);
      expect(real.filter(({ isHidden, mayBe }) => isHidden || mayBe)).toEqual([]);
    });

    test.each(['fontconfig', 'glib', 'gtk', 'python', 'qemu'])(
      '%s: at least half of the noise is',
      async (family) => {
        const noise = (await hitsIn(family)).filter(({ label }) => label === 'noise');
        expect(noise.filter(({ isHidden }) => isHidden).length / noise.length).toBeGreaterThanOrEqual(0.5);
      },
    );
  },
);
