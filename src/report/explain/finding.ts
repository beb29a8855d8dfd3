import type { Effect, ExplainedFinding, NearVerdict } from '../../explain/explain-finding.js';
import type { Verdict } from '../../explain/verdict.js';
import { plural } from '../plural.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';
import { printedTable } from './table.js';
import { printedCut, printedEntry, printedReason } from './words.js';

/** One finding, with each entry laid beside its stack. */
export function findingPretty(explained: ExplainedFinding, numCallers: number): string[] {
  const { finding, hiddenBy, possiblyHiddenBy, nearest, saidHiddenBy, real } = explained;
  const lines = [printedHead(finding), ''];
  if (real) lines.push('It is marked real: it should stay reported.', '');
  for (const name of saidHiddenBy) {
    const agrees = [...hiddenBy, ...possiblyHiddenBy].some(({ entry }) => entry.name === name);
    const doubt = agrees ? '' : ' The set has no entry of this name that hides it now.';
    lines.push(
      `Valgrind hid it while the log was recorded, by “${displayText(name)}”, as the log says.${doubt}`,
      '',
    );
  }
  if (hiddenBy.length > 0) return [...lines, ...hidden(hiddenBy, numCallers)];
  for (const verdict of possiblyHiddenBy)
    lines.push(
      `The log cannot tell whether ${printedEntry(verdict.entry)} hides it:`,
      ...reasoned(verdict, numCallers),
    );
  if (possiblyHiddenBy.length === 0) lines.push(noneHides(explained), '');
  for (const verdict of nearest) lines.push(printedEntry(verdict.entry), ...reasoned(verdict, numCallers));
  if (nearest.length + possiblyHiddenBy.length === 0) lines.push(...printedStack(finding.frames, '  '), '');
  return lines;
}

function noneHides({ finding, nearest }: ExplainedFinding): string {
  if (finding.frames.length === 0) return 'It has no stack, so nothing can hide it.';
  return nearest.length > 0 ? 'No entry hides it. The nearest:' : 'No entry hides it, and none comes near:';
}

function hidden([first, ...others]: readonly Verdict[], numCallers: number): string[] {
  const lines = [`Hidden by ${printedEntry(first!.entry)}:`, ...laid(first!, numCallers)];
  if (others.length === 0) return lines;
  lines.push(
    `${others.length === 1 ? 'Another entry hides it' : `${others.length} more entries hide it`} as well. ` +
      'Valgrind counts it for the first that it tries: it begins with the last entry of the last file,',
    'and every match moves an entry to the front.',
    '',
  );
  for (const verdict of others) lines.push(printedEntry(verdict.entry), ...laid(verdict, numCallers));
  return lines;
}

function laid(verdict: Verdict, numCallers: number): string[] {
  const cut = printedCut(verdict.entry, verdict.suppression, numCallers);
  return [...cut.map((note) => `  ${note}`), '', ...printedTable(verdict, '  '), ''];
}

function reasoned(verdict: NearVerdict, numCallers: number): string[] {
  const { effect } = verdict;
  return [
    `  ${printedReason(verdict)}`,
    ...(effect ? [`  ${printedEffect(effect)}`] : []),
    ...laid(verdict, numCallers),
  ];
}

function printedEffect({ before, after, real }: Effect): string {
  const now = `it would hide ${plural(after, 'finding')} of these logs, now ${before}`;
  if (real.length === 0) return now;
  const which = real.slice(0, 3).map(({ id }) => id);
  const more = real.length > 3 ? ` and ${real.length - 3} more` : '';
  return `${now}; do not: ${real.length === 1 ? 'one is' : `${real.length} are`} marked real (${which.join(', ')}${more})`;
}
