// Records the evidence of packs: `node suppressions/record.js PACK... --root DIR [--only RUN,...] [--no-install]`, as root. DIR is a
// Debian, as debootstrap makes it, or `/`. What is run there, and how, is in evidence/PACK/pack.json. The logs stay in DIR; of those
// that are there already, --only records some anew.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { URL, fileURLToPath } from 'node:url';
import { fromParquet, logCorpusOf, replay, sortedFindings, toParquet } from '../dist/index.js';
import { debianAt } from './recording/debian.js';
import { evidence, readPack } from './recording/pack.js';
import { patternsOf } from './recording/patterns.js';
import { commandLine, valgrindWords } from './recording/valgrind.js';

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
  const at = `/tmp/chaff/${pack.name}`;
  const all = [...pack.runs, ...pack.planted].filter(({ except = [] }) => !except.includes(debian.release));
  const only = flags.only?.split(',');
  const unknown = only?.find((name) => !all.some((run) => run.name === name));
  if (unknown !== undefined) throw new Error(`${pack.name} has no run ${unknown} in ${debian.release}`);
  const chosen = only ? all.filter(({ name }) => only.includes(name)) : all;
  if (!only) rmSync(debian.path(at), { recursive: true, force: true });
  mkdirSync(debian.path(`${at}/bin`), { recursive: true });
  mkdirSync(debian.path(`${at}/${debian.release}`), { recursive: true });

  const packages = [
    ...new Set([
      ...['valgrind', 'libc6-dbg', 'gcc', 'libc6-dev', 'pkg-config'],
      ...pack.packages,
      ...(pack.build.packages ?? []),
      ...all.flatMap((run) => [...(run.packages ?? []), ...(run.build?.packages ?? [])]),
    ]),
  ];
  const installed = flags['no-install'] ? [] : debian.install(packages);
  for (const run of chosen) if (run.source) compile(pack, run, at);
  for (const run of chosen) runOnce(pack, run, at);

  const planted = patternsOf(new URL('planted.supp', evidence));
  await collect(
    pack,
    at,
    '.parquet',
    pack.runs.filter(({ unseen }) => !unseen),
  );
  await collect(
    pack,
    at,
    '.unseen.parquet',
    pack.runs.filter(({ unseen }) => unseen),
  );
  await collect(pack, at, '.planted.parquet', pack.planted, planted);
  if (!only)
    writeFileSync(
      new URL(`${debian.release}.json`, pack.folder),
      JSON.stringify(place(pack, installed), null, 2) + '\n',
    );
}

function compile(pack, { name, source, build = {} }, at) {
  const { pkgConfig = pack.build.pkgConfig ?? [], flags = pack.build.flags ?? [], language = 'c' } = build;
  cpSync(new URL(source, pack.folder), debian.path(`${at}/bin/${basename(source)}`));
  const libraries = pkgConfig.length > 0 ? `$(pkg-config --cflags --libs ${pkgConfig.join(' ')})` : '';
  const compiler = language === 'c++' ? 'g++' : 'gcc';
  debian.sh(`${compiler} -g -O0 -w -o ${name} ${basename(source)} ${libraries} ${flags.join(' ')}`, {
    folder: `${at}/bin`,
  });
}

/** Makes a run in a folder of its own; its logs become `RELEASE/RUN.xml`, `RELEASE/RUN-2.xml`, … */
function runOnce(pack, run, at) {
  const [folder, logs] = [`${at}/work/${run.name}`, `${at}/${debian.release}`];
  rmSync(debian.path(folder), { recursive: true, force: true });
  for (const part of ['home', 'run'])
    mkdirSync(debian.path(`${folder}/${part}`), { recursive: true, mode: 0o700 });
  cpSync(debian.path(`${at}/bin`), debian.path(folder), { recursive: true });
  const files = new URL('files', pack.folder);
  try {
    cpSync(files, debian.path(folder), { recursive: true });
  } catch (error) {
    if (error.code !== 'ENOENT') throw error;
  }
  const mine = (file) => file.replace(/(?:-\d+)?\.xml$/, '') === run.name;
  for (const file of readdirSync(debian.path(logs))) if (mine(file)) rmSync(debian.path(`${logs}/${file}`));
  const words = [...valgrindWords(run), '--xml=yes', `--xml-file=${folder}/%p.log.xml`];
  const env = { HOME: `${folder}/home`, XDG_RUNTIME_DIR: `${folder}/run`, VG: words.join(' '), ...run.env };
  const begun = Date.now();
  if (run.setup) debian.sh(run.setup, { folder, env });
  const ended = status(() => debian.sh(commandLine(run), { folder, env, stdio: 'ignore' }));
  const written = readdirSync(debian.path(folder))
    .filter((file) => file.endsWith('.log.xml'))
    .sort((a, b) => parseInt(a, 10) - parseInt(b, 10));
  written.forEach((file, index) =>
    renameSync(
      debian.path(`${folder}/${file}`),
      debian.path(`${logs}/${run.name}${index === 0 ? '' : `-${index + 1}`}.xml`),
    ),
  );
  const seconds = Math.round((Date.now() - begun) / 1000);
  console.error(
    `${debian.release} ${pack.name}: ${run.name} ended with ${ended} after ${seconds} s, ${written.length} logs`,
  );
  if (written.length === 0) throw new Error(`${run.name} wrote no log`);
}

function status(run) {
  try {
    run();
    return 0;
  } catch (error) {
    return error.status ?? error.signal;
  }
}

/** Writes what the logs of some runs tell; with patterns only the findings that these surely match. */
async function collect(pack, at, ending, runs, patterns) {
  const target = new URL(`${debian.release}${ending}`, pack.folder);
  const here = join(debian.root, at);
  const logs = readdirSync(join(here, debian.release))
    .filter((file) => runs.some(({ name }) => file.replace(/(?:-\d+)?\.xml$/, '') === name))
    .map((file) => `${debian.release}/${file}`);
  if (logs.length === 0) return;
  execFileSync(process.execPath, [chaff, 'collect', '--fresh', ...logs, '-o', fileURLToPath(target)], {
    cwd: here,
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
function place(pack, installed) {
  const version = (name) =>
    debian
      .version(name)
      ?.replace(/^\d+:/, '')
      .replace(/[-+~].*$/, '');
  const libraries = pack.libraries.map(({ name, packages }) => {
    const found = packages.find((each) => debian.version(each) !== undefined);
    if (found === undefined) throw new Error(`none of ${packages.join(', ')} is installed`);
    return { name, version: version(found), package: found };
  });
  const names = pack.objects.map((object) => `-name '${object}'`).join(' -o ');
  const objects = debian.sh(
    `find /usr/lib /usr/bin /lib -type f \\( ${names} \\) ! -name '*.debug' ! -name '*.py' -printf '%f\\n' | sort -u`,
  );
  return {
    date: new Date().toISOString().slice(0, 10),
    platform: `linux-${debian.sh('uname -m').trim()}`,
    valgrind: version('valgrind'),
    libraries,
    objects: objects.trim().split('\n'),
    packages: Object.fromEntries(
      [...new Set([...installed, ...libraries.map((each) => each.package)])]
        .sort()
        .map((name) => [name, debian.version(name)]),
    ),
  };
}
