// Proves the packs with Valgrind itself: `npm run packs:verify -- [PACK...] --root DIR`, as root, in a Debian as record.js takes it. Valgrind
// loads each pack for all of its tools; each planted bug that is reported without packs is reported with all of them; and each program that
// had no part in making a pack loses at least half of its noise. Prints a table, which `--write` keeps in verified/; 1 is the exit code when
// something does not hold.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { parseArgs } from 'node:util';
import { URL, fileURLToPath } from 'node:url';
import { format } from 'prettier';
import { fromParquet, logCorpusOf, replay, sortedFindings } from '../dist/index.js';
import { debianAt } from './recording/debian.js';
import { packNames, readPack } from './recording/pack.js';
import { packsOf } from './recording/packs.js';
import { proofOf } from './recording/proof.js';
import { compile, installFor, logsOf, runOnce, runsIn } from './recording/run.js';

const chaff = fileURLToPath(new URL('../bin/chaff.js', import.meta.url));
const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    root: { type: 'string', default: '/' },
    'no-install': { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const all = packNames();
const names = positionals.length > 0 ? positionals : all;
const debian = debianAt(flags.root);
const here = '/tmp/chaff/verify';
rmSync(debian.path(here), { recursive: true, force: true });
mkdirSync(debian.path(`${here}/packs`), { recursive: true });
for (const name of all)
  cpSync(new URL(`${name}.supp`, import.meta.url), debian.path(`${here}/packs/${name}.supp`));
const withPacks = all.map((name) => `--suppressions=${here}/packs/${name}.supp`);

for (const name of names) await prove(readPack(name));

async function prove(pack) {
  const { rows, refused } = await verify(pack);
  const { text, fails } = proofOf(rows);
  const valgrind = debian.sh('valgrind --version').trim().replace('valgrind-', '');
  const page = `# ${pack.name} on ${debian.release.replace('-', ' ')}, Valgrind ${valgrind}\n\n${text}`;
  console.log(page);
  for (const fail of [...refused, ...fails]) console.error(fail);
  if (refused.length + fails.length > 0) process.exitCode = 1;
  if (!flags.write) return;
  const file = new URL(`verified/${debian.release}/${pack.name}.md`, import.meta.url);
  mkdirSync(new URL('.', file), { recursive: true });
  writeFileSync(file, await format(page, { parser: 'markdown' }));
}

async function verify(pack) {
  const runs = runsIn(pack, debian).filter((run) => run.source || run.unseen);
  const folder = `${here}/${pack.name}`;
  if (!flags['no-install']) installFor(pack, runs, debian);
  const refused = pack.tools
    .filter((tool) => !isLoaded(pack.name, tool))
    .map((tool) => `${tool} refuses ${pack.name}.supp`);
  const rows = [];
  for (const run of runs) {
    if (run.source) compile(pack, run, folder, debian);
    const before = await findingsOf(pack, run, folder, 'before', []);
    const after = await findingsOf(pack, run, folder, 'after', withPacks);
    const packs = packsOf(run.tool ?? 'memcheck');
    const foretold = replay(packs, before).findings.flatMap(({ finding, certain }) =>
      certain.length > 0 ? [] : [finding],
    );
    rows.push({ pack: pack.name, run, before, after, foretold });
  }
  return { rows, refused };
}

/** Valgrind exits with 1 when it refuses a file. */
function isLoaded(name, tool) {
  try {
    debian.sh(`valgrind -q --tool=${tool} --suppressions=${here}/packs/${name}.supp /bin/true`);
    return true;
  } catch {
    return false;
  }
}

async function findingsOf(pack, run, folder, key, more) {
  const logs = `${folder}/${key}`;
  const { ended, seconds } = runOnce(pack, run, { folder, logs, debian, more });
  console.error(`${pack.name}: ${run.name} ${key} ended with ${ended} after ${seconds} s`);
  const corpus = `${debian.path(logs)}/${run.name}.parquet`;
  const files = logsOf(run, logs, debian).map((log) => debian.path(`${logs}/${log}`));
  execFileSync(process.execPath, [chaff, 'collect', '--fresh', ...files, '-o', corpus], { stdio: 'ignore' });
  return sortedFindings(logCorpusOf(await fromParquet(readFileSync(corpus))));
}
