import type { Changes } from '../../../overview/changes.js';
import { htmlBytes } from '../../html/bytes.js';
import { number } from '../words.js';
import { findingCells, headCell, table, type Columns, type Surroundings } from './table.js';

export function changesSection(changes: Changes | undefined, surroundings: Surroundings): string {
  if (!changes) return '';
  const { baseline, fresh, gone, more, same, processes } = changes;
  const sums = [
    `${number(fresh.length)} new`,
    `${number(gone.length)} gone`,
    `${number(more.length)} more frequent`,
    `${number(same)} as before`,
  ];
  return [
    `<section aria-labelledby="changes"><h2 id="changes">What changed since ${htmlBytes(baseline, 80)}</h2>`,
    `<p>${sums.join(', ')}. <span class="quiet">Processes: ${number(processes.before)} then, ${number(processes.now)} now.</span></p>`,
    listed('New', fresh, {
      caption: 'Findings that the baseline does not have',
      columns: ['Finding', 'State'],
      row: (each) => findingCells(each, surroundings),
      what: 'new findings',
    }),
    listed('More frequent', more, {
      caption: 'Findings that happened more often in each process',
      columns: ['Finding', 'State', '#Then', '#Now', '#Times as often'],
      row: ({ checked, before, now, factor }) =>
        `${findingCells(checked, surroundings)}<td class="n">${number(before)}</td><td class="n">${number(now)}</td><td class="n">${factor.toFixed(1)}</td>`,
      what: 'more frequent findings',
    }),
    listed('Gone', gone, {
      caption: 'Findings that only the baseline has: mended, or not run this time',
      columns: ['Finding', '#Times'],
      row: (finding) => `${headCell(finding, surroundings)}<td class="n">${number(finding.count)}</td>`,
      what: 'findings that are gone',
    }),
    '</section>',
  ].join('\n');
}

/** Long lists are folded, so that what follows them is found. */
const mostUnfolded = 8;

function listed<T>(title: string, things: readonly T[], columns: Columns<T>): string {
  if (things.length === 0) return '';
  const isOpen = things.length <= mostUnfolded;
  return `<details class="list"${isOpen ? ' open' : ''}><summary><h3>${title}: ${number(things.length)}</h3></summary>${table(things, columns)}</details>`;
}
