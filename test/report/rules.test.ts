import { readFileSync } from 'node:fs';
import { format, resolveConfig } from 'prettier';
import { expect, test } from 'vitest';
import { rules } from '../../src/lint/rules.js';
import { explainedRule, listedRules } from '../../src/report/rules/explained.js';
import { rulesPage } from '../../src/report/rules/page.js';

test('docs/rules.md is what the rules say (npm run docs)', async () => {
  const file = new URL('../../docs/rules.md', import.meta.url);
  const settings = await resolveConfig(file);
  expect(readFileSync(file, 'utf8')).toBe(
    await format(rulesPage(rules), { ...settings, parser: 'markdown' }),
  );
});

test.each(rules)('the rule $id is explained with all that it has', (rule) => {
  const text = explainedRule(rule);
  expect(text.startsWith(`${rule.id} (${rule.level}`)).toBe(true);
  for (const name of Object.keys(rule.options ?? {})) expect(text).toContain(`  ${name} (`);
  expect(text).toContain('Wrong:\n\n  ');
  // Nothing that a terminal would act on.
  expect(text).toMatch(/^[\n\x20-\x7e]*$/);
  expect(listedRules(rules)).toContain(`${rule.id} `);
});
