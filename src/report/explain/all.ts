import type { About } from '../../explain/explained.js';
import type { ExplainedFinding } from '../../explain/explain-finding.js';
import { plural } from '../plural.js';
import { printedHead } from '../stack.js';
import { displayText } from '../text.js';
import { printedEntry, printedReason } from './words.js';

/** All findings of the logs in short: what needs attention first. */
export function allPretty({ findings, said }: Extract<About, { type: 'all' }>): string[] {
  const lines: string[] = [];
  const section = (title: string, some: readonly ExplainedFinding[]) => {
    if (some.length === 0) return;
    lines.push(`${title}:`, '');
    for (const each of some) lines.push(`  ${printedHead(each.finding)}`, ...inShort(each), '');
  };
  const those = (state: ExplainedFinding['state']) => findings.filter((each) => each.state === state);
  section('Reported', those('reported'));
  section('Uncertain (the log does not tell enough)', those('uncertain'));
  section('Hidden', those('hidden'));
  if (said.length > 0) lines.push('Hidden while the logs were recorded, as they say:', '');
  for (const { finding, by } of said) {
    lines.push(`  ${printedHead(finding)}`);
    for (const name of by) lines.push(`    hidden by “${displayText(name)}”`);
    lines.push('');
  }
  const [reported, uncertain, hidden] = (['reported', 'uncertain', 'hidden'] as const).map(
    (state) => those(state).length,
  );
  lines.push(
    `${plural(findings.length, 'distinct finding')}: ${reported} reported, ${uncertain} uncertain, ${hidden} hidden; ` +
      '--finding ID explains one frame by frame, --entry NAME an entry',
    '',
  );
  return lines;
}

function inShort({ finding, hiddenBy, possiblyHiddenBy, nearest, real }: ExplainedFinding): string[] {
  const mark = real ? ['    marked real'] : [];
  const [first, ...others] = hiddenBy;
  if (first) {
    const more = others.length > 0 ? ` and ${plural(others.length, 'other entry')}` : '';
    return [...mark, `    hidden by ${printedEntry(first.entry)}${more}`];
  }
  const [open] = possiblyHiddenBy;
  if (open) return [...mark, `    perhaps hidden by ${printedEntry(open.entry)}: ${printedReason(open)}`];
  const [near] = nearest;
  return [
    ...mark,
    near
      ? `    nearest is ${printedEntry(near.entry)}: ${printedReason(near)}`
      : `    ${finding.frames.length === 0 ? 'it has no stack, so nothing can hide it' : 'no entry comes near'}`,
  ];
}
