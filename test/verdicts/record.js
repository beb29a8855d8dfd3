// Writes verdicts.json: what the installed Valgrind says of every case of cases.js.
// Usage: node test/verdicts/record.js
import { createHash } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { cases } from './cases.js';
import { askValgrind, installedVersion } from './valgrind.js';

const version = await installedVersion();
if (version === undefined) throw new Error('There is no Valgrind to ask.');
const verdicts = await askValgrind(cases);
const recorded = cases.map(({ name, tool, numCallers, bytes }, index) => ({
  name,
  tool,
  numCallers: numCallers ?? 12,
  // Ties the verdict to the bytes it was given for.
  sha256: createHash('sha256').update(bytes, 'latin1').digest('hex').slice(0, 16),
  ...verdicts[index],
}));
const lines = recorded.map((verdict) => `    ${JSON.stringify(verdict)}`).join(',\n');
writeFileSync(
  new URL('verdicts.json', import.meta.url),
  `{\n  "version": ${JSON.stringify(version)},\n  "verdicts": [\n${lines}\n  ]\n}\n`,
);
console.log(`${recorded.length} verdicts of Valgrind ${version}`);
