import type { Finding } from '../../finding/finding.js';
import type { Rule } from '../../lint/rule.js';
import { formatLocation } from '../../suppression/location.js';

/** What the examples of a rule are looked at with besides the defaults, one thing a line. */
export function givenFor({ example: { options = {}, set = {} } }: Rule): string[] {
  const { version, numCallers, today, evidence } = set;
  return [
    ...Object.entries(options).map(([name, value]) => `the option ${name}: ${JSON.stringify(value)}`),
    ...(version === undefined ? [] : [`--valgrind ${version}`]),
    ...(numCallers === undefined ? [] : [`--num-callers ${numCallers}`]),
    ...(today === undefined ? [] : [`${today} as today`]),
    ...(evidence?.findings ?? []).map((finding) => `--logs that show ${shown(finding)}`),
    ...(evidence?.real ?? []).map(
      ({ name, kind, frames }) => `--real with "${name}": ${kind}, ${frames.map(formatLocation).join(', ')}`,
    ),
  ];
}

function shown({ kind, leakKind, frames }: Finding): string {
  const stack = frames.map(({ fun }) => fun ?? '???').join(' < ');
  return `${kind}${leakKind === undefined ? '' : ` (${leakKind})`} at ${stack}`;
}
