// The page of suppressions/, made from the heads of the packs.
import { existsSync, readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { readPack } from '../../dist/pack/read-pack.js';

/** The releases of Debian that are proved, oldest first. */
const releases = ['debian-11', 'debian-12', 'debian-13'];

export function packsPage(names) {
  const rows = names.map((name) => {
    const bytes = readFileSync(new URL(`../${name}.supp`, import.meta.url), 'latin1');
    const { head, entries } = readPack({ name: `${name}.supp`, bytes });
    const seen = (key) => [...new Set(head.places.map((place) => place[key]))].join(', ');
    return [
      `[\`${name}\`](${name}.supp)`,
      head.title,
      head.tools.join(', '),
      `${head.library.name} ${seen('library')}`,
      seen('valgrind'),
      head.needs.join(', '),
      entries.length,
      head.places.reduce((sum, { findings }) => sum + findings, 0),
      head.planted.bugs,
      ...releases.map((release) => noiseOf(name, release)),
    ];
  });
  const head = [
    'pack',
    'for',
    'tools',
    'versions seen',
    'Valgrind',
    'needs',
    'entries',
    'findings hidden',
    'bugs planted',
    ...releases.map((release) => `noise on ${release.replace('-', ' ')}`),
  ];
  const line = (words) => `| ${words.join(' | ')} |`;
  const table = [head, head.map(() => '---'), ...rows].map(line).join('\n');
  return `# Ready-made packs

<!-- Written by \`npm run packs\`. -->

${table}

How to use them, what their comments mean, and how to contribute one: [docs/packs.md](../docs/packs.md).

The last columns are Valgrind's own word: how much noise the programs that were held back report without packs and with all of them.
[verified/](verified) has each program, and the planted bugs, of which all stay reported.

- \`evidence/PACK/\` has what a pack is made from: the runs, the bugs that were planted, what is noise and why, and the findings of each release
  of Debian as a corpus, which every command of chaff takes.
- \`record.js\` records that anew, \`make.js\` writes the packs from it (\`npm run packs\`), \`verify.js\` proves them with Valgrind (\`npm run packs:verify\`).
`;
}

/** `512 → 40`: what `verify.js --write` found for the programs that were held back; nothing where it was not run. */
function noiseOf(name, release) {
  const file = new URL(`../verified/${release}/${name}.md`, import.meta.url);
  if (!existsSync(file)) return '';
  const cells = readFileSync(file, 'utf8')
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim()))
    .filter(([, pack, program]) => pack === name && !program.endsWith('(planted)'));
  const sum = (column) => cells.reduce((total, row) => total + Number(row[column]), 0);
  return `${sum(4)} → ${sum(5)}`;
}
