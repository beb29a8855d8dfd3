import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { readLogs } from '../../src/cli/reading/read-logs.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import { generate } from '../../src/generate/generate.js';
import { mark } from '../../src/minimize/marks.js';
import { formatSuppression } from '../../src/suppression/write.js';
import { patterns } from '../minimize/make.js';

const talk = fileURLToPath(new URL('../corpus/talk/', import.meta.url));
const read = (name: string) => readFileSync(`${talk}${name}`, 'latin1');

test('naive.supp is the noise of the talk, cut after five frames', async () => {
  const findings = sortedFindings(await readLogs([`${talk}talk.xml`], talk, { jobs: 1 }));
  const knowledge = { real: patterns(read('real.supp')), noise: [], unmarked: 'noise' as const, own: [] };
  const noise = mark(findings, knowledge).flatMap(({ finding, marked }) =>
    marked === 'noise' ? [finding] : [],
  );
  const written = generate(noise, 5).suppressions.map((entry) =>
    formatSuppression({ ...entry, comments: [] }),
  );
  const widened = written.join('').replaceAll(/obj:.*\/libglib-2\.0\.so.*/g, 'obj:*/libglib-2.0.so*');
  const comment = /^(?:#.*\n)+/.exec(read('naive.supp'))![0];
  expect(read('naive.supp')).toBe(comment + widened);
});
