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

test('examples are shown with what they are looked at with', () => {
  const given = (id: string) => {
    const rule = rules.find((each) => each.id === id)!;
    const text = explainedRule(rule);
    const lines = /looked at with:\n\n((?: {2}.*\n)+)\nWrong:/.exec(text)?.[1]!.split('\n') ?? [];
    return lines.map((line) => line.trim()).filter((line) => line !== '');
  };
  expect(given('syntax')).toEqual([]);
  expect(given('unportable-entry')).toEqual(['the option oldest: "3.18"']);
  expect(given('longer-than-num-callers')).toEqual(['--num-callers 3']);
  expect(given('past-due')).toEqual(['2026-04-01 as today']);
  expect(given('hides-real-finding')).toEqual([
    '--logs that show Memcheck:Leak (reachable) at malloc < parser_cache < parser_init < main',
    '--logs that show Memcheck:Leak (reachable) at malloc < parser_table < parse_file < main',
    '--real with "parse_file forgets its table": Memcheck:Leak, ..., fun:parse_file',
  ]);
  expect(rulesPage(rules)).toContain('looked at with:\n\n```\n--num-callers 3\n```\n');
});
