// Writes the packs from their evidence: `npm run packs [-- PACK...]`; with --check nothing is written, and 1 is the exit code when a
// file is not what its evidence gives. Needs no Valgrind: the evidence is recorded by record.js.
import { readFileSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { URL, fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { format, resolveConfig } from 'prettier';
import {
  fromParquet,
  logCorpusOf,
  minimize,
  readSetFile,
  replay,
  sortedFindings,
  unite,
} from '../dist/index.js';
import { composePack } from '../dist/pack/compose.js';
import { minimizeSummary } from '../dist/report/minimize/summary.js';
import { exactLines } from '../dist/generate/lines.js';
import { tools } from '../dist/suppression/tools.js';
import { headOf } from './recording/head.js';
import { withOneName } from './recording/one-name.js';
import { evidenceFiles, packNames, readPack } from './recording/pack.js';
import { numCallers, packsOf } from './recording/packs.js';
import { packsPage } from './recording/page.js';
import { patternsOf } from './recording/patterns.js';
import { isShown } from './recording/shown.js';
import { widen } from './recording/widen.js';

const { values: flags, positionals } = parseArgs({
  allowPositionals: true,
  options: { check: { type: 'boolean', default: false }, verbose: { type: 'boolean', default: false } },
});
const all = packNames();
const unknown = positionals.find((name) => !all.includes(name));
if (unknown !== undefined) throw new Error(`no pack ${unknown}; there are ${all.join(', ')}`);
const planted = await corporaOf(all.map(readPack), '.planted.parquet');
for (const name of all)
  if (positionals.length === 0 || positionals.includes(name)) await make(readPack(name));
if (positionals.length === 0) keep('README.md', await formatted(packsPage(all)), 'utf8');

async function make(pack) {
  const noise = await corporaOf([pack], '.parquet');
  const findings = sortedFindings(logCorpusOf(unite(noise, planted))).map((finding) =>
    withOneName(finding, pack.programs),
  );
  const [noiseFile, realFile] = ['noise.supp', 'real.supp'].map((file) => new URL(file, pack.folder));
  const knowledge = {
    real: [...plantedIn(pack), ...(exists(realFile) ? patternsOf(realFile) : [])],
    noise: patternsOf(noiseFile),
    unmarked: 'real',
    own: [],
  };
  const existing = tools.flatMap(({ tool }) => packsOf(tool, pack.needs));
  const made = await minimize(findings, { knowledge, existing, numCallers, limits: { nodes: 20_000 } });
  const byId = new Map(findings.map((finding) => [finding.id, finding]));
  const hidden = new Set(made.suppressions.flatMap(({ hides }) => hides));
  const wide = widen(made.suppressions, pack, {
    noise: findings.filter(({ id }) => hidden.has(id)),
    reported: made.kept.map(({ finding }) => finding),
  });
  const entries = wide.filter((entry) => isShown(pack, entry, byId));
  const left = wide.length - entries.length;
  console.error(flags.verbose ? minimizeSummary(made) : minimizeSummary(made).trim().split('\n').at(-1));
  console.error(`${pack.name}: ${entries.length} entries; ${left} that too little speaks for stay out`);
  const reasons = reasonsOf(noiseFile, knowledge.noise, findings);
  const bugs = sortedFindings(logCorpusOf(await corporaOf([pack], '.planted.parquet')));
  const bytes = composePack(headOf(pack, entries, byId, bugs), entries, { findings: byId, reasons });
  keep(`${pack.name}.supp`, bytes, 'latin1');
}

/**
 * The planted bugs of all packs as patterns, each as it is: `planted_*` would be a claim about stacks that no log shows, for it may
 * call anything, and so may code that nobody planted.
 */
function plantedIn({ programs }) {
  return sortedFindings(logCorpusOf(planted)).map((finding) => ({
    name: 'a planted bug',
    kind: finding.kind,
    extra: finding.extra,
    leakKinds: finding.leakKind && [finding.leakKind],
    frames: exactLines(withOneName(finding, programs), numCallers),
    file: 'planted.supp',
    line: 0,
  }));
}

/** Writes a file of this folder, or says with --check that it is another. */
function keep(name, content, encoding) {
  const file = new URL(name, import.meta.url);
  if (!flags.check) writeFileSync(file, content, encoding);
  else if (!exists(file) || readFileSync(file, encoding) !== content) {
    console.error(`${name} is not what the evidence gives: npm run packs`);
    process.exitCode = 1;
  }
}

async function corporaOf(packs, ending) {
  const files = packs.flatMap((pack) => evidenceFiles(pack, ending));
  return unite(...(await Promise.all(files.map(([, file]) => fromParquet(readFileSync(file))))));
}

/** By id of a finding: the `# reason:` of the noise pattern that marks it. */
function reasonsOf(file, patterns, findings) {
  const { pieces } = readSetFile({ name: file.pathname, bytes: readFileSync(file, 'latin1') });
  const byLine = new Map(
    pieces.flatMap((piece) =>
      piece.type === 'entry' ? [[piece.entry.line, piece.entry.metadata.reason[0]?.value]] : [],
    ),
  );
  const reasons = new Map();
  for (const { finding, certain } of replay(patterns, findings).findings) {
    if (certain.length === 0) continue;
    const reason = byLine.get(certain[0].line);
    if (reason === undefined)
      throw new Error(`${file.pathname}:${certain[0].line}: “${certain[0].name}” has no reason`);
    reasons.set(finding.id, reason);
  }
  return reasons;
}

/** As `npm run check` wants it. */
async function formatted(page) {
  const file = fileURLToPath(new URL('README.md', import.meta.url));
  return format(page, { ...(await resolveConfig(file)), parser: 'markdown' });
}

function exists(file) {
  try {
    readFileSync(file);
    return true;
  } catch {
    return false;
  }
}
