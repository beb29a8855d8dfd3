import type { Rule } from '../../lint/rule.js';
import { givenFor } from './given.js';

/** All about a rule, for people: `chaff lint --explain RULE`. */
export function explainedRule(rule: Rule): string {
  const { id, level, description, why, example, options = {}, needsLogs } = rule;
  const settings = Object.entries(options).map(
    ([name, option]) => `  ${name} (${JSON.stringify(option.default)}): ${option.description}`,
  );
  const given = givenFor(rule).map((each) => `  ${each}`);
  const needs = needsLogs ? ', with --logs' : '';
  return [
    `${id} (${level}${needs})`,
    '',
    description,
    '',
    ...wrapped(why),
    '',
    ...(given.length > 0 ? ['The examples are looked at with:', '', ...given, ''] : []),
    'Wrong:',
    '',
    ...indented(example.wrong),
    '',
    'Right:',
    '',
    ...indented(example.right),
    ...(settings.length > 0 ? ['', 'Options, in the configuration:', '', ...settings] : []),
    '',
  ].join('\n');
}

/** One line for each rule: `chaff lint --explain all`. */
export function listedRules(rules: readonly Rule[]): string {
  const [wide, narrow] = [Math.max(...rules.map(({ id }) => id.length)), 'warning'.length];
  return rules
    .map(({ id, level, description }) => `${id.padEnd(wide)}  ${level.padEnd(narrow)}  ${description}\n`)
    .join('');
}

function indented(text: string): string[] {
  return shownExample(text).map((line) => (line === '' ? '' : `  ${line}`));
}

/** The lines of an example; bytes that would not show are written as escapes. */
export function shownExample(text: string): string[] {
  const lines = text.replace(/\n$/, '').split('\n');
  return lines.map((line) =>
    line.replace(/[^\x20-\x7e]/g, (byte) => `\\x${byte.charCodeAt(0).toString(16).padStart(2, '0')}`),
  );
}

function wrapped(text: string, width = 80): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else line = line === '' ? word : `${line} ${word}`;
  }
  return [...lines, line];
}
