import { readFileSync, readdirSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { advicePage } from '../../src/advice/advice-page.js';
import { groupRules } from '../../src/advice/group-rules/index.js';
import { logRules } from '../../src/advice/log-rules/index.js';

test('docs/advice.md is what the rules say (npm run docs)', async () => {
  const file = new URL('../../docs/advice.md', import.meta.url);
  const settings = await resolveConfig(file);
  expect(readFileSync(file, 'utf8')).toBe(
    await format(advicePage(groupRules, logRules), { ...settings, parser: 'markdown' }),
  );
});

test.each([
  ['group-rules', groupRules],
  ['log-rules', logRules],
] as const)('each file of %s is a rule of its name in the list', (folder, rules) => {
  const files = readdirSync(new URL(`../../src/advice/${folder}`, import.meta.url));
  const names = files.map((file) => file.replace(/\.ts$/, '')).filter((name) => name !== 'index');
  expect(rules.map(({ id }) => id).sort()).toEqual(names.sort());
});
