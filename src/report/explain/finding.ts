import type { Effect, ExplainedFinding, NearVerdict } from '../../explain/explain-finding.js';
import type { Verdict } from '../../explain/verdict.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';
import { printedTable } from './table.js';
import { printedEntry, printedReason } from './words.js';

/** One finding, with each entry laid beside its stack. */
export function findingPretty(explained: ExplainedFinding): string[] {
  const { finding, hiddenBy, possiblyHiddenBy, nearest, saidHiddenBy, real } = explained;
  const lines = [printedHead(finding), ''];
  if (real) lines.push('It is marked real: it should stay reported.', '');
  for (const name of saidHiddenBy)
    lines.push(`Valgrind hid it while the log was recorded, by “${displayText(name)}”, as the log says.`, '');
  if (hiddenBy.length > 0) lines.push(...hidden(hiddenBy));
  for (const verdict of possiblyHiddenBy)
    lines.push(
      `The log cannot tell whether ${printedEntry(verdict.entry)} hides it:`,
      ...reasoned(verdict),
      '',
    );
  if (hiddenBy.length > 0) return lines;
  if (possiblyHiddenBy.length === 0)
    lines.push(nearest.length > 0 ? 'No entry hides it. The nearest:' : 'No entry hides it, and none comes near:', '');
  for (const verdict of nearest) lines.push(printedEntry(verdict.entry), ...reasoned(verdict), '');
  if (nearest.length + possiblyHiddenBy.length === 0) lines.push(...printedStack(finding.frames, '  '), '');
  return lines;
}

function hidden([first, ...others]: readonly Verdict[]): string[] {
  const lines = [`Hidden by ${printedEntry(first!.entry)}:`, '', ...printedTable(first!, '  '), ''];
  if (others.length === 0) return lines;
  lines.push(
    `${others.length === 1 ? 'Another entry hides it' : `${others.length} more entries hide it`} as well. ` +
      'Valgrind counts it for the first that it tries, and begins with the last entry of the last file;',
    'every match moves an entry to the front.',
    '',
  );
  for (const verdict of others) lines.push(printedEntry(verdict.entry), '', ...printedTable(verdict, '  '), '');
  return lines;
}

function reasoned(verdict: NearVerdict): string[] {
  const { effect } = verdict;
  return [
    `  ${printedReason(verdict)}`,
    ...(effect ? [`  ${printedEffect(effect)}`] : []),
    '',
    ...printedTable(verdict, '  '),
  ];
}

export function printedEffect({ before, after, real }: Effect): string {
  const now = `it would hide ${plural(after, 'finding')} of these logs, now ${before}`;
  if (real.length === 0) return now;
  const which = real.slice(0, 3).map(({ id }) => id);
  const more = real.length > 3 ? ` and ${real.length - 3} more` : '';
  return `${now}; do not: ${real.length === 1 ? 'one is' : `${real.length} are`} marked real (${which.join(', ')}${more})`;
}
