import type { Trend, TrendPoint } from '../../../overview/trend.js';
import { escapeHtml } from '../../html/escape.js';
import { htmlBytes, shownBytes } from '../../html/bytes.js';
import { number } from '../words.js';
import { table } from './table.js';

/** Bars for eyes, and a table for everybody. */
export function trendSection(trend: Trend | undefined): string {
  if (!trend) return '';
  const { by, points, left, timeless } = trend;
  const most = points.reduce((most, { tally }) => Math.max(most, tally.findings), 1);
  const [first, last] = [points[0]!, points.at(-1)!];
  const words = by === 'day' ? 'Findings by day (UTC)' : 'Findings by run';
  const notes = [
    ...(left > 0 ? [`${number(left)} older ones are not shown.`] : []),
    ...(timeless > 0 ? [`${number(timeless)} runs without a time are not shown.`] : []),
  ];
  return [
    `<section aria-labelledby="trend"><h2 id="trend">${words}</h2>`,
    `<p class="quiet">Distinct findings of the runs of the corpus, at most ${number(most)}; a run's time is when its log was written. ${notes.join(' ')}</p>`,
    `<div class="chart" aria-hidden="true">${points.map((point) => bar(point, most)).join('')}</div>`,
    `<div class="ends" aria-hidden="true"><span>${htmlBytes(first.name, 40)}</span><span>${htmlBytes(last.name, 40)}</span></div>`,
    '<ul class="key" aria-hidden="true"><li><i class="bar-reported"></i>reported</li><li><i class="bar-uncertain"></i>uncertain</li><li><i class="bar-hidden"></i>hidden</li></ul>',
    `<details><summary>The same as a table</summary>${table(points, {
      caption: words,
      columns: [
        by === 'day' ? 'Day' : 'Log',
        '#Runs',
        '#Findings',
        '#Reported',
        '#Uncertain',
        '#Hidden',
        '#Real',
        '#First seen',
      ],
      row: ({ name, runs, tally, fresh }) =>
        `<th scope="row">${htmlBytes(name, 80)}</th>` +
        [runs, tally.findings, tally.reported, tally.uncertain, tally.hidden, tally.real, fresh]
          .map((value) => `<td class="n">${number(value)}</td>`)
          .join(''),
      what: by === 'day' ? 'days' : 'runs',
    })}</details></section>`,
  ].join('\n');
}

function bar({ name, tally }: TrendPoint, most: number): string {
  const parts = (['hidden', 'uncertain', 'reported'] as const)
    .filter((state) => tally[state] > 0)
    .map(
      (state) => `<i class="bar-${state}" style="height:${((tally[state] / most) * 100).toFixed(2)}%"></i>`,
    );
  const said = `${shownBytes(name).slice(0, 200)}: ${tally.reported} reported, ${tally.uncertain} uncertain, ${tally.hidden} hidden`;
  return `<div title="${escapeHtml(said)}">${parts.join('')}</div>`;
}
