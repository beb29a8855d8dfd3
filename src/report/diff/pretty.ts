import type { EntryChange } from '../../diff/diff.js';
import { printedHead, printedStack } from '../stack.js';
import { displayText } from '../text.js';
import { changedLines } from './lines.js';
import type { DiffReport } from './report.js';
import {
  affectedLists,
  consequences,
  effectSummary,
  exampleHead,
  exampleStack,
  placeOf,
  remarks,
  summary,
  toldChanges,
} from './words.js';

/** For people: each change with its lines and what it means, then the findings of the logs, then the sums. */
export function diffPretty({ before, after, diff, effect, failed }: DiffReport): string {
  const lines: string[] = [`${displayText(before)} → ${displayText(after)}`, ''];
  for (const change of toldChanges(diff.changes)) lines.push(...described(change), '');
  const paragraphs = (sign: string, texts: readonly string[]) => {
    for (const text of texts) {
      for (const line of text.split('\n')) lines.push(`${sign} ${displayText(line)}`);
      lines.push('');
    }
  };
  paragraphs('-', diff.comments.removed);
  paragraphs('+', diff.comments.added);
  for (const { file, line, message } of diff.broken)
    lines.push(`! ${displayText(`${file}:${line}`)}: broken, not compared: ${displayText(message)}`);
  if (diff.broken.length > 0) lines.push('');
  for (const { title, by, found } of effect ? affectedLists(effect) : []) {
    lines.push(`${title}:`, '');
    for (const { finding, by: entries } of found) {
      lines.push(`  ${printedHead(finding)}`, ...printedStack(finding.frames, '    '));
      for (const entry of entries) lines.push(displayText(`    ${by} ${placeOf(entry)} ${entry.name}`));
      lines.push('');
    }
  }
  lines.push(summary(diff));
  if (effect) lines.push(effectSummary(effect));
  if (failed.length > 0) lines.push(`Fails on: ${failed.join(', ')}`);
  return `${lines.join('\n')}\n`;
}

function described(change: EntryChange): string[] {
  const { before, after } = change;
  const sign = !before ? '+' : !after ? '-' : '~';
  const is = (after ?? before)!;
  const was =
    before && after
      ? ` (was ${placeOf(before)}${before.name === after.name ? '' : ` “${before.name}”`})`
      : '';
  return [
    `${sign} ${displayText(`${placeOf(is)} “${is.name}”${was}`)}: ${consequences(change)}`,
    ...changedLines(change).map((line) => `    ${line.sign} ${displayText(line.text)}`),
    ...remarks(change).flatMap(({ text, by, example }) => [
      `  ${text}${by.length + (example ? 1 : 0) > 0 ? ': ' : ''}` +
        displayText(
          example ? exampleHead(example) : by.map((each) => `${placeOf(each)} “${each.name}”`).join(', '),
        ),
      ...(example ? exampleStack(example).map((frame) => `    ${frame}`) : []),
    ]),
  ];
}
