import type { Rule } from '../../lint/rule.js';
import { shownExample } from './explained.js';
import { givenFor } from './given.js';

const fence = '```';

/** docs/rules.md, made from the rules. */
export function rulesPage(rules: readonly Rule[]): string {
  const sorted = [...rules].sort((a, b) => (a.id < b.id ? -1 : 1));
  return [
    '# Rules of `chaff lint`',
    '',
    'Made from the rules by `npm run docs`; do not edit. `chaff lint --explain RULE` tells the same on a terminal.',
    'A level is changed with `--rule RULE:LEVEL` or in the configuration, as `"rules": {"RULE": "LEVEL"}` or',
    '`{"RULE": ["LEVEL", {"option": "value"}]}`; the levels are `off`, `info`, `warning` and `error`. A comment',
    '`# chaff-disable-next-entry RULE -- reason` silences a rule for the entry after it.',
    '',
    '| rule | level | it asks that |',
    '| ---- | ----- | ------------ |',
    ...sorted.map(
      ({ id, level, description, needsLogs }) =>
        `| [${id}](#${id}) | ${level}${needsLogs ? ', with `--logs`' : ''} | ${inline(description)} |`,
    ),
    '',
    ...sorted.flatMap(section),
  ].join('\n');
}

function section(rule: Rule): string[] {
  const { id, level, description, why, example, options = {}, needsLogs } = rule;
  const given = givenFor(rule);
  const settings = Object.entries(options).map(
    ([name, option]) => `- \`${name}\` (\`${JSON.stringify(option.default)}\`): ${option.description}`,
  );
  return [
    `## ${id}`,
    '',
    `${inline(description)} Level: ${level}${needsLogs ? ', only with `--logs`' : ''}.`,
    '',
    inline(why),
    '',
    ...(given.length > 0 ? ['The examples are looked at with:', '', ...block(given.join('\n')), ''] : []),
    'Wrong:',
    '',
    ...block(example.wrong),
    '',
    'Right:',
    '',
    ...block(example.right),
    '',
    ...(settings.length > 0 ? ['Options:', '', ...settings, ''] : []),
  ];
}

function block(text: string): string[] {
  return [fence, ...shownExample(text), fence];
}

/** Quoted words of a suppression file are code; other characters of Markdown stand for themselves. */
export function inline(text: string): string {
  return text.replace(/"([^"]+)"|[\\*_<>[\]`|]/g, (found, quoted: string | undefined) =>
    quoted === undefined ? `\\${found}` : `\`${quoted}\``,
  );
}
