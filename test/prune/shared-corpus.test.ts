import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, test } from 'vitest';
import { expandLogs } from '../../src/cli/logs.js';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import type { LogCorpus } from '../../src/log/corpus-sink.js';
import { headsOf } from '../../src/match/covers.js';
import { matches } from '../../src/match/matches.js';
import { replay } from '../../src/match/replay.js';
import { fittingStack } from '../../src/match/separate.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { defaultTools } from '../../src/suppression/tools.js';
import { finding as made } from '../match/make.js';
import { pruned } from './make.js';

/** Sets and logs of real programs beside the checkout. */
const root = fileURLToPath(new URL('../../../shared/corpus', import.meta.url));
const present = existsSync(root);
const numCallers = 40;

/** Families of logs, and the sets that are tried on them. */
const families = ['audio', 'glib', 'libvirt'];
const set = present ? readdirSync(`${root}/supp`).filter((name) => name.endsWith('.supp')) : [];

/** What each tool loads. */
function loaded(text: string) {
  const tree = parse(text);
  return defaultTools.map((tool) => ({ tool, ...load(tree, { file: 'a.supp', tool, numCallers }) }));
}

/** By finding: is it hidden for sure, perhaps, or not. */
function hidden(text: string, findings: readonly Finding[]): readonly string[] {
  return loaded(text).flatMap(({ tool, suppressions }) =>
    replay(
      suppressions,
      findings.filter((each) => each.tool === tool),
      { numCallers },
    ).findings.map(({ finding, certain, possible }) => {
      return `${finding.id} ${certain.length > 0 ? 'yes' : possible.length > 0 ? 'perhaps' : 'no'}`;
    }),
  );
}

describe.skipIf(!present)(
  `real sets and real logs (${present ? 'present' : 'skipped: no corpus beside the checkout'})`,
  () => {
    let corpus: LogCorpus;
    let findings: readonly Finding[];

    beforeAll(async () => {
      const logs = await expandLogs(
        families.map((family) => `logs/${family}`),
        { cwd: root, err: () => undefined },
      );
      corpus = await readLogs(logs, root, { jobs: 1 });
      findings = sortedFindings(corpus);
    }, 120_000);

    test.each(set)('%s', { timeout: 60_000 }, (name) => {
      const text = readFileSync(`${root}/supp/${name}`, 'latin1');
      const given = { corpus, numCallers };
      for (const aggressive of [false, true]) {
        const result = pruned(text, { ...given, aggressive });
        expect(hidden(result.text, findings)).toEqual(hidden(text, findings));
        if (aggressive) continue;
        expect(pruned(result.text, { ...given, aggressive }).text).toBe(result.text);
        // Whatever an entry can hide that does not go for want of findings is still hidden.
        const gone = new Set(
          result.verdicts
            .filter(({ action, cause }) => action === 'remove' && cause.type !== 'covered')
            .map(({ entry }) => entry.line),
        );
        const after = new Map(loaded(result.text).map(({ tool, suppressions }) => [tool, suppressions]));
        for (const { tool, suppressions } of loaded(text))
          for (const { line, frames, ...entry } of suppressions) {
            if (gone.has(line)) continue;
            for (const head of headsOf({ line, frames, ...entry })) {
              const shortest = made(fittingStack(frames), { ...head, tool });
              expect(after.get(tool)!.some((each) => matches(each, shortest) === 'yes')).toBe(true);
            }
          }
      }
    });
  },
);
