import { execFileSync } from 'node:child_process';
import { cpSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fromParquet } from '../../src/collect/from-parquet.js';
import { logCorpusOf } from '../../src/collect/log-corpus.js';
import { unite } from '../../src/collect/unite.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import type { Finding } from '../../src/finding/finding.js';
import { replay } from '../../src/match/replay.js';
import { readPack } from '../../src/pack/read-pack.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { tools } from '../../src/suppression/tools.js';
import { versionOf } from '../live/valgrind.js';
import { buildChaff } from '../cli/built.js';
import { bytesOf, everyEntry, fileOf, folder, packs } from './packs.js';

/** Those in which a pack was recorded. */
const releasesOf = (name: string) =>
  readPack({ name, bytes: bytesOf(name) })!.head.places.map(({ distribution }) =>
    distribution.replace(' ', '-'),
  );

/** What was recorded of a pack in a release; nothing where nothing was. */
async function recorded(name: string, release: string, part: string): Promise<readonly Finding[]> {
  const file = new URL(`evidence/${name}/${release}${part}.parquet`, folder);
  if (!existsSync(file)) return [];
  return sortedFindings(logCorpusOf(unite(await fromParquet(readFileSync(file)))));
}

const hiddenOf = (findings: readonly Finding[]) =>
  replay(everyEntry, findings).findings.filter(
    ({ certain, possible }) => certain.length + possible.length > 0,
  );

describe('the packs', () => {
  it('are what their evidence gives', async () => {
    const built = dirname(dirname(await buildChaff()));
    // The script runs the chaff beside it.
    cpSync(folder, join(built, 'suppressions'), { recursive: true });
    const run = () =>
      execFileSync(process.execPath, [join(built, 'suppressions/make.js'), '--check'], {
        encoding: 'utf8',
        stdio: 'pipe',
      });
    expect(run).not.toThrow();
  });

  it.each(packs)(
    '%s: says what it is, and each entry why, how it was seen, how broad it is, and for what',
    (name) => {
      const pack = readPack({ name, bytes: bytesOf(name) })!;
      expect(pack.head).toMatchObject({ name });
      expect(pack.head.places.length).toBeGreaterThan(1);
      expect(pack.entries.length).toBeGreaterThan(0);
      for (const { entry, seen } of pack.entries) {
        expect(seen, entry.name).toBeDefined();
        expect(entry.metadata.reason.length, entry.name).toBeGreaterThan(0);
        expect(entry.metadata.library[0]?.value, entry.name).toMatchObject({ name: pack.head.library.name });
        expect(entry.metadata.malformed, entry.name).toEqual([]);
        expect(
          entry.source.ofType('comment').some(({ text }) => text.startsWith('# breadth: ')),
          entry.name,
        ).toBe(true);
        expect(
          [...entry.loaded.keys()].some((tool) => pack.head.tools.includes(tool)),
          entry.name,
        ).toBe(true);
      }
    },
  );

  it.each(packs)('%s: none of its planted bugs is hidden, with all packs in use', async (name) => {
    for (const release of releasesOf(name)) {
      const bugs = await recorded(name, release, '.planted');
      expect(bugs.length, release).toBeGreaterThanOrEqual(5);
      expect(hiddenOf(bugs).map(({ finding, certain }) => [finding.id, certain[0]?.name])).toEqual([]);
    }
  });

  it.each(packs)(
    '%s: each program that it was not made from loses at least half of its noise',
    async (name) => {
      const real = patternsOf(new URL(`evidence/${name}/real.supp`, folder));
      for (const release of releasesOf(name)) {
        const unseen = await recorded(name, release, '.unseen');
        const isReal = new Set(
          replay(real, unseen)
            .findings.filter(({ certain }) => certain.length > 0)
            .map(({ finding }) => finding.id),
        );
        const noise = unseen.filter(({ id }) => !isReal.has(id));
        const hidden = new Set(hiddenOf(noise).map(({ finding }) => finding.id));
        const logs = new Set(noise.flatMap(({ places }) => places.map(({ log }) => log)));
        expect(logs.size, release).toBeGreaterThan(2);
        for (const log of logs) {
          const own = noise.filter(({ places }) => places.some((place) => place.log === log));
          expect(own.filter(({ id }) => hidden.has(id)).length / own.length, log).toBeGreaterThanOrEqual(0.5);
        }
      }
    },
  );
});

/** The patterns of a file of knowledge; none where there is no file. */
function patternsOf(file: URL) {
  if (!existsSync(file)) return [];
  const tree = parse(readFileSync(file, 'latin1'));
  return tools.flatMap(({ tool }) => load(tree, { file: 'real.supp', tool, numCallers: 500 }).suppressions);
}

describe.skipIf(versionOf('valgrind') === undefined && !process.env.CHAFF_REQUIRE_VALGRIND)(
  'Valgrind',
  () => {
    it.each(packs)('loads %s, for each of its tools', (name) => {
      for (const tool of readPack({ name, bytes: bytesOf(name) })!.head.tools) {
        const words = ['-q', `--tool=${tool}`, `--suppressions=${fileURLToPath(fileOf(name))}`, 'true'];
        expect(execFileSync('valgrind', words, { encoding: 'utf8' })).toBe('');
      }
    });
  },
);
