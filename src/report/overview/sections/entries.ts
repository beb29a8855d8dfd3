import { isUnused, type RankedEntry } from '../../../overview/entries.js';
import type { Overview } from '../../../overview/overview.js';
import type { Metadata } from '../../../suppression/metadata.js';
import { codeHtml, htmlBytes } from '../../html/bytes.js';
import { number } from '../words.js';
import { bugHtml } from './finding.js';
import { table } from './table.js';

/** What each entry of the sets hides and would hide, those that hide nothing, and verdicts that nothing needs. */
export function entriesSection({ entries, unneeded }: Overview): string {
  const used = entries.filter((entry) => !isUnused(entry));
  const unused = entries.filter(isUnused);
  return [
    used.length > 0
      ? `<section aria-labelledby="entries"><h2 id="entries">Suppressions in use</h2>${table(used, {
          caption: 'Entries of the sets: what they hide in these logs, and what else they would hide',
          columns: ['Entry', '#Hides', '#Times', '#May hide', 'Breadth'],
          row: usedRow,
          what: 'entries',
        })}</section>`
      : '',
    unused.length > 0
      ? `<section aria-labelledby="unused"><h2 id="unused">Unused suppressions</h2>${table(unused, {
          caption: 'Entries that hide nothing in these logs; chaff prune says which can go, and why',
          columns: ['Entry'],
          row: (entry) => headCell(entry, '', said(entry.metadata)),
          what: 'unused entries',
        })}</section>`
      : '',
    unneeded.length > 0
      ? `<section aria-labelledby="unneeded"><h2 id="unneeded">Verdicts that no finding needs</h2>${table(
          unneeded,
          {
            caption: 'Mended, or not run this time',
            columns: ['Entry', 'Verdict', 'What its comments say'],
            row: ({ verdict, entry }) =>
              `${headCell(entry)}<td>${verdict}</td><td>${said(entry.metadata)}</td>`,
            what: 'verdicts',
          },
        )}</section>`
      : '',
  ].join('\n');
}

function usedRow(entry: RankedEntry): string {
  const { hides, count, mayHide, hidesReal, isOverMax, breadth, metadata } = entry;
  const alarms = [
    ...(hidesReal > 0 ? [`hides ${number(hidesReal)} real`] : []),
    ...(isOverMax ? [`more than its max of ${number(metadata!.max[0]!.value)}`] : []),
  ].map((text) => ` <span class="mark is-alarm">${text}</span>`);
  const wide = breadth ? htmlBytes(breadth.text, 400) : '';
  return (
    `${headCell(entry, alarms.join(''))}<td class="n">${number(hides)}</td><td class="n">${number(count)}</td>` +
    `<td class="n">${number(mayHide)}</td><td>${wide}${metadata && said(metadata) !== '' ? `<small>${said(metadata)}</small>` : ''}</td>`
  );
}

function headCell(
  { name, file, line }: { readonly name: string; readonly file: string; readonly line: number },
  after = '',
  comments = '',
): string {
  return `<th scope="row">${htmlBytes(name)}${after}<small>${codeHtml(`${file}:${line}`)}</small>${comments === '' ? '' : `<small>${comments}</small>`}</th>`;
}

/** What helps to decide on an entry. */
function said(metadata: Metadata | undefined): string {
  if (!metadata) return '';
  return [
    ...metadata.reason.map(({ value }) => htmlBytes(value, 200)),
    ...metadata.bug.map(({ value }) => bugHtml(value)),
    ...metadata.owner.map(({ value }) => `owner ${htmlBytes(value)}`),
    ...metadata.expires.map(({ value }) => `expires ${htmlBytes(value)}`),
  ].join('; ');
}
