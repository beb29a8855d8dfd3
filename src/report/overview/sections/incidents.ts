import type { Incident } from '../../../overview/incidents.js';
import { codeHtml, htmlBytes } from '../../html/bytes.js';
import { incidentWords, number } from '../words.js';
import { table } from './table.js';

export function incidentsSection(incidents: readonly Incident[]): string {
  if (incidents.length === 0) return '';
  return `<section aria-labelledby="incidents"><h2 id="incidents">What else the logs tell</h2>${table(
    incidents,
    {
      caption: 'Crashes, what Valgrind does not know, and what could not be read',
      columns: ['What', 'In the words of the log', '#Times'],
      row: ({ type, text, count, place }) =>
        `<th scope="row">${incidentWords[type]}<small>${codeHtml(`${place.log}:${place.line}`)}</small></th>` +
        `<td>${htmlBytes(text, 300)}</td><td class="n">${number(count)}</td>`,
      what: 'such lines',
    },
  )}</section>`;
}
