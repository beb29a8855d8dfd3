import type { ExplainedEntry } from '../../explain/explain-entry.js';
import type { Contradiction, Use } from '../../explain/evidence.js';
import { shownName } from '../../generate/name.js';
import { toolInfo } from '../../suppression/tools.js';
import { plural } from '../plural.js';
import { printedHead } from '../stack.js';
import { displayText } from '../text.js';
import { printedCut, printedEntry, printedReason } from './words.js';

/** One entry: what it is to the tools, what it hides and nearly hides, how broad it is, what Valgrind counted. */
export function entryPretty(explained: ExplainedEntry, numCallers: number): string[] {
  const { hides, mayHide, nearlyHides, nearlyHidesInAll, breadth } = explained;
  const lines = [
    printedEntry(explained.entry),
    ...standing(explained, numCallers).map((each) => `  ${each}`),
    '',
  ];
  if (hides.length === 0 && mayHide.length === 0) lines.push('It hides nothing of these logs.', '');
  if (hides.length > 0) lines.push(`It hides ${plural(hides.length, 'finding')} of these logs:`, '');
  for (const { finding, before, real } of hides)
    lines.push(
      `  ${printedHead(finding)}`,
      ...(real ? ['    marked real: it should stay reported'] : []),
      ...(before.length > 0
        ? [`    counted for ${printedEntry(before[0]!)}, which Valgrind tries before`]
        : []),
    );
  if (hides.length > 0) lines.push('');
  if (mayHide.length > 0) lines.push('The logs cannot tell whether it hides:', '');
  for (const { finding, verdict } of mayHide)
    lines.push(`  ${printedHead(finding)}`, `    ${printedReason(verdict)}`);
  if (mayHide.length > 0) lines.push('');
  if (nearlyHides.length > 0) {
    const some =
      nearlyHidesInAll > nearlyHides.length ? `, of ${nearlyHidesInAll} the first ${nearlyHides.length}` : '';
    lines.push(`One change would make it hide${some}:`, '');
  }
  for (const { finding, verdict } of nearlyHides)
    lines.push(`  ${printedHead(finding)}`, `    ${printedReason(verdict)}`);
  if (nearlyHides.length > 0) lines.push('');
  if (breadth) lines.push(`Breadth: ${displayText(breadth.text)}.${goingOn(explained)}`, '');
  return [...lines, ...counted(explained)];
}

function standing({ entry, problems, suppression }: ExplainedEntry, numCallers: number): string[] {
  const lines: string[] = [];
  const tools = [...entry.loaded.keys()].map((tool) => toolInfo(tool).displayName);
  if (tools.length > 0) lines.push(`read by ${tools.join(', ')} as ${displayText(suppression!.kind)}`);
  for (const [, { head }] of entry.meant)
    lines.push(
      `no tool reads “${displayText(entry.head)}”, so it hides nothing: Valgrind compares the names of tools byte by byte; \`${displayText(head)}\` would be read`,
    );
  if (tools.length === 0 && entry.meant.size === 0 && problems.length === 0)
    lines.push('no tool that these logs are of reads it');
  for (const { tool, problem } of problems)
    lines.push(
      displayText(
        `${problem.file}:${problem.line}:${problem.column}: ${problem.message} (${tool} says: ${problem.valgrind.message})`,
      ),
    );
  return suppression ? [...lines, ...printedCut(entry, suppression, numCallers)] : lines;
}

/** More callers are not named. */
const mostCallers = 5;

function goingOn({ callers }: ExplainedEntry): string {
  if (callers.length === 0) return '';
  const names = callers.slice(0, mostCallers).map(({ frame }) => displayText(shownName(frame)));
  const more = callers.length > mostCallers ? ` and ${callers.length - mostCallers} more` : '';
  return ` Outside of its last location stacks go on as they like, here with ${names.join(', ')}${more}.`;
}

function counted({ entry, uses, contradictions, hides }: ExplainedEntry): string[] {
  const lines = uses.map(printedUse);
  const loggedNone = uses.length > 0 && hides.length === 0;
  if (loggedNone)
    lines.push(
      'What it hid there is not in the logs: record without it, or with --show-error-list=all (Valgrind 3.23), to see that.',
    );
  for (const each of contradictions) lines.push(printedContradiction(each, entry.file));
  return lines.length > 0 ? [...lines, ''] : lines;
}

const doubts: Readonly<Record<Use['how'], string>> = {
  sure: '',
  'by name': '',
  'shared name': ' for entries of this name, of which the set has several',
  moved: ' (it stood on another line then: the file was edited since)',
};

function printedUse({ log, pid, count, bytes, blocks, how }: Use): string {
  const leaks =
    bytes === undefined || blocks === undefined
      ? ''
      : `, ${bytes.toLocaleString('en')} bytes in ${blocks.toLocaleString('en')} blocks`;
  const process = pid === undefined ? '' : ` (pid ${pid})`;
  return `Valgrind itself counted ${plural(count, 'hit')}${leaks} in ${displayText(log)}${process}${doubts[how]}`;
}

function printedContradiction({ finding, log }: Contradiction, file: string): string {
  return (
    `warning: ${displayText(log)} reports ${finding.id}, though Valgrind had ${displayText(file)} there: ` +
    'was the entry changed since?'
  );
}
