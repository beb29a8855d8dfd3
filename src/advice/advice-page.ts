import type { DescribedGroupRule, DescribedLogRule } from './rule.js';

/** The page of the documentation that lists all advice, as Markdown. */
export function advicePage(
  groupRules: readonly DescribedGroupRule[],
  logRules: readonly DescribedLogRule[],
): string {
  return `# Advice of chaff

Made from the rules by \`npm run docs\`; do not edit. Advice is never a certainty: each says why it is likely and what was seen,
and no advice does not mean that nothing is wrong. \`newer-valgrind\` and what is said of \`ioctl\` come from a table of facts
by release, \`src/advice/knowledge.ts\`.

## On a group of findings

The likeliest first, where several speak.

${table(groupRules)}
## On the logs

What most spoils them first.

${table(logRules)}`;
}

function table(rules: readonly (DescribedGroupRule | DescribedLogRule)[]): string {
  const rows = rules.map(({ id, action, when, what }) => `| \`${id}\` | ${action} | ${when} | ${what} |\n`);
  return `| id | action | when | what |\n| --- | --- | --- | --- |\n${rows.join('')}`;
}
