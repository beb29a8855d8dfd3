// Records the evidence of packs: `node suppressions/record.js PACK... --root DIR [--only RUN,...] [--no-install]`, as root. DIR is a
// Debian, as debootstrap makes it, or `/`. What is run there, and how, is in evidence/PACK/pack.json. The logs stay in DIR; of those
// that are there already, --only records some anew.
import { execFileSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { URL, fileURLToPath } from 'node:url';
import { format, resolveConfig } from 'prettier';
import { fromParquet, logCorpusOf, replay, sortedFindings, toParquet } from '../dist/index.js';
import { debianAt } from './recording/debian.js';
import { evidence, readPack } from './recording/pack.js';
import { patternsOf } from './recording/patterns.js';
import { compile, installFor, logsOf, runOnce, runsIn } from './recording/run.js';

const chaff = fileURLToPath(new URL('../bin/chaff.js', import.meta.url));
const { values: flags, positionals: names } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: '/' },
    only: { type: 'string' },
    'no-install': { type: 'boolean', default: false },
  },
});
if (names.length === 0) throw new Error('name a pack: glib, fontconfig, …');
const debian = debianAt(flags.root);
for (const name of names) await record(readPack(name));

async function record(pack) {
  const folder = `/tmp/chaff/${pack.name}`;
  const logs = `${folder}/${debian.release}`;
  const all = runsIn(pack, debian);
  const only = flags.only?.split(',');
  const unknown = only?.find((name) => !all.some((run) => run.name === name));
  if (unknown !== undefined) throw new Error(`${pack.name} has no run ${unknown} in ${debian.release}`);
  const chosen = only ? all.filter(({ name }) => only.includes(name)) : all;
  if (!only) rmSync(debian.path(folder), { recursive: true, force: true });

  const installed = flags['no-install'] ? [] : installFor(pack, all, debian);
  for (const run of chosen) if (run.source) compile(pack, run, folder, debian);
  for (const run of chosen) {
    const { ended, seconds, logs: count } = runOnce(pack, run, { folder, logs, debian });
    console.error(
      `${debian.release} ${pack.name}: ${run.name} ended with ${ended} after ${seconds} s, ${count} logs`,
    );
    if (count === 0) throw new Error(`${run.name} wrote no log`);
  }

  const planted = patternsOf(new URL('planted.supp', evidence));
  const [made, unseen] = [false, true].map((held) =>
    all.filter((run) => !run.source && (run.unseen ?? false) === held),
  );
  await collect(pack, made, '.parquet');
  await collect(pack, unseen, '.unseen.parquet');
  await collect(
    pack,
    all.filter(({ source }) => source),
    '.planted.parquet',
    planted,
  );
  // Without --only everything was made anew, and --no-install says that nothing changed.
  if (!only && !flags['no-install'])
    await writePlace(new URL(`${debian.release}.json`, pack.folder), placeOf(pack, installed));
}

/** As `npm run check` wants it. */
async function writePlace(file, place) {
  const path = fileURLToPath(file);
  writeFileSync(
    path,
    await format(JSON.stringify(place), { ...(await resolveConfig(path)), parser: 'json' }),
  );
}

/** Writes what the logs of some runs tell; with patterns only the findings that these surely match. */
async function collect(pack, runs, ending, patterns) {
  const target = new URL(`${debian.release}${ending}`, pack.folder);
  const folder = `/tmp/chaff/${pack.name}`;
  const logs = runs.flatMap((run) => logsOf(run, `${folder}/${debian.release}`, debian));
  if (logs.length === 0) return;
  const names = logs.map((log) => `${debian.release}/${log}`);
  execFileSync(process.execPath, [chaff, 'collect', '--fresh', ...names, '-o', fileURLToPath(target)], {
    cwd: join(debian.root, folder),
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  if (!patterns) return;
  const collected = await fromParquet(readFileSync(target));
  const found = sortedFindings(logCorpusOf(collected));
  const kept = new Set(
    replay(patterns, found).findings.flatMap(({ finding, certain }) =>
      certain.length > 0 ? [finding.id] : [],
    ),
  );
  const findings = new Map([...collected.findings].filter(([id]) => kept.has(id)));
  writeFileSync(target, toParquet({ ...collected, findings }));
}

/** What the evidence was recorded with. */
function placeOf(pack, installed) {
  const upstream = (name) =>
    debian
      .version(name)
      ?.replace(/^\d+:/, '')
      .replace(/[-+~].*$/, '');
  const libraries = pack.libraries.map(({ name, packages }) => {
    const found = packages.find((each) => debian.version(each) !== undefined);
    if (found === undefined) throw new Error(`none of ${packages.join(', ')} is installed`);
    return { name, version: upstream(found), package: found };
  });
  const named = pack.objects.map((object) => `-name '${object}'`).join(' -o ');
  const objects = debian.sh(
    `find /usr/lib /usr/bin /lib/ -type f \\( ${named} \\) ! -name '*.debug' ! -name '*.py' -printf '%f\\n' | sort -u`,
  );
  const names = [...new Set([...installed, ...libraries.map((each) => each.package)])].sort();
  return {
    date: new Date().toISOString().slice(0, 10),
    platform: `linux-${debian.sh('uname -m').trim()}`,
    valgrind: upstream('valgrind'),
    libraries,
    objects: objects.trim().split('\n'),
    packages: Object.fromEntries(names.map((name) => [name, debian.version(name)])),
  };
}
