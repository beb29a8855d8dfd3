// The page of suppressions/, made from the heads of the packs.
import { readFileSync } from 'node:fs';
import { URL } from 'node:url';
import { readPack } from '../../dist/pack/read-pack.js';

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
      head.planted.findings,
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
  ];
  const line = (words) => `| ${words.join(' | ')} |`;
  const table = [head, head.map(() => '---'), ...rows].map(line).join('\n');
  return `# Ready-made packs

<!-- Written by \`npm run packs\`. -->

${table}

How to use them, what their comments mean, and how to contribute one: [docs/packs.md](../docs/packs.md). What Valgrind itself says of them:
\`verified/\`.

- \`evidence/PACK/\` has what a pack is made from: the runs, the bugs that were planted, what is noise and why, and the findings of each release
  of Debian as a corpus, which every command of chaff takes.
- \`record.js\` records that anew, \`make.js\` writes the packs from it (\`npm run packs\`), \`verify.js\` proves them with Valgrind (\`npm run packs:verify\`).
`;
}
