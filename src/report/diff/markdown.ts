import type { EntryChange } from '../../diff/diff.js';
import type { BrokenPiece } from '../../diff/broken.js';
import type { LooseComments } from '../../diff/loose-comments.js';
import { printedHead, printedStack } from '../stack.js';
import { characterStart, displayText } from '../text.js';
import { fenced, htmlCode, inlineCode } from '../markdown/escape.js';
import { asFarAsThereIsRoom } from '../markdown/room.js';
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
  type AffectedList,
  type Remark,
} from './words.js';

const mostRows = 200;

/** Names may be as long as lines of files, and a table is for the eye. */
const longestInTable = 120;

/** For a comment on a pull request: the sums, a table of the changes, and the details folded, as far as there is room. */
export function diffMarkdown({ before, after, diff, effect, failed }: DiffReport): string {
  const changes = toldChanges(diff.changes);
  const { removed, added } = diff.comments;
  const blocks = [
    [`### Suppressions: ${inlineCode(before)} → ${inlineCode(after)}`],
    [summary(diff)],
    ...(effect ? [[effectSummary(effect)]] : []),
    ...(failed.length > 0 ? [[`**Fails on ${failed.join(', ')}.**`]] : []),
    ...(changes.length > 0 ? [table(changes)] : []),
    ...(diff.broken.length > 0 ? [diff.broken.map(brokenItem)] : []),
    ...(effect ? affectedLists(effect).map(listed) : []),
    ...changes.flatMap(details),
    ...(removed.length + added.length > 0 ? [looseComments(diff.comments)] : []),
  ].map((block) => block.join('\n'));
  return asFarAsThereIsRoom(blocks);
}

function table(changes: readonly EntryChange[]): string[] {
  const left = changes.length - mostRows;
  return [
    '| entry | where | what changed |',
    '| --- | --- | --- |',
    ...changes.slice(0, mostRows).map((change) => {
      const { before, after } = change;
      const names = [...new Set([before, after].flatMap((each) => (each ? [each.name] : [])))];
      const where = placeOf((after ?? before)!);
      return `| ${names.map(cell).join(' → ')} | ${cell(where)} | ${consequences(change)} |`;
    }),
    ...(left > 0 ? [`| | | and ${left} more |`] : []),
  ];
}

function cell(bytes: string): string {
  return inlineCode(
    bytes.length > longestInTable ? `${bytes.slice(0, characterStart(bytes, longestInTable))}…` : bytes,
  );
}

function brokenItem({ file, line, message }: BrokenPiece): string {
  return `- broken, not compared: ${inlineCode(`${file}:${line}`)}: ${inlineCode(message)}`;
}

function details(change: EntryChange): string[][] {
  const lines = changedLines(change).map(({ sign, text }) => `${sign} ${displayText(text)}`);
  const said = [...(lines.length > 0 ? [fenced('diff', lines)] : []), ...remarks(change).flatMap(paragraphs)];
  if (said.length === 0) return [];
  const { name } = (change.after ?? change.before)!;
  return [folded(`${htmlCode(name)}: ${change.categories.join(', ')}`, said)];
}

function paragraphs({ text, by, example }: Remark): string[][] {
  if (example) {
    const lines = [displayText(exampleHead(example)), ...exampleStack(example)];
    return [[`${text}:`], fenced('', lines)];
  }
  const entries = by.map((each) => `${inlineCode(placeOf(each))} ${inlineCode(each.name)}`);
  return [[by.length > 0 ? `${text}: ${entries.join(', ')}` : text]];
}

function listed({ title, by, found }: AffectedList): string[] {
  const findings = found.map(({ finding, by: entries }) =>
    fenced('', [
      printedHead(finding),
      ...printedStack(finding.frames, '  '),
      ...entries.map((entry) => displayText(`  ${by} ${placeOf(entry)} ${entry.name}`)),
    ]),
  );
  return folded(`${title}: ${found.length}`, findings);
}

function looseComments({ removed, added }: LooseComments): string[] {
  const signed = (sign: string, texts: readonly string[]) =>
    texts.flatMap((text) => text.split('\n').map((line) => `${sign} ${displayText(line)}`));
  return folded('Comments by themselves', [fenced('diff', [...signed('-', removed), ...signed('+', added)])]);
}

/** A blank line ends what is read as HTML, so that Markdown follows. */
function folded(title: string, blocks: readonly (readonly string[])[]): string[] {
  return [
    `<details><summary>${title}</summary>`,
    '',
    ...blocks.flatMap((block) => [...block, '']),
    '</details>',
  ];
}
