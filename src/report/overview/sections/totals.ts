import type { Overview } from '../../../overview/overview.js';
import type { Tally } from '../../../overview/totals.js';
import { codeHtml, htmlBytes } from '../../html/bytes.js';
import { plural } from '../../plural.js';
import { gaps, number } from '../words.js';
import { table } from './table.js';

/** Of long lists the beginning tells what ran. */
const mostNamed = 3;

/** What ran, the sums, and the sums by tool and kind. */
export function totalsSection({ totals, kinds, groups, runs }: Overview): string {
  const sums: (readonly [string, number, boolean])[] = [
    ['real but hidden', totals.realHidden, true],
    ['findings', totals.findings, false],
    ['reported', totals.reported, false],
    ['hidden', totals.hidden, false],
    ['uncertain', totals.uncertain, false],
    ['marked real', totals.real, false],
    ['groups', groups.length, false],
  ];
  const shown = sums.filter(([, value, isBad]) => value > 0 || !isBad);
  const missing = gaps(runs);
  return [
    `<p class="quiet">${ranHtml(runs)}</p>`,
    missing === undefined ? '' : `<p><strong>${missing}</strong></p>`,
    `<dl class="sums">${shown.map(([name, value, isBad]) => `<div${isBad ? ' class="bad"' : ''}><dt>${name}</dt><dd>${number(value)}</dd></div>`).join('')}</dl>`,
    kinds.length > 0
      ? `<section aria-labelledby="kinds"><h2 id="kinds">Findings by tool and kind</h2>${table(kinds, {
          caption:
            'Distinct findings; a finding is reported where no entry hides it, uncertain where the log does not tell',
          columns: ['Kind', 'Tool', '#Findings', '#Reported', '#Uncertain', '#Hidden', '#Real', '#Times'],
          row: (each) =>
            `<th scope="row">${htmlBytes(each.kind)}</th><td>${htmlBytes(each.tool)}</td>${numbers(each)}`,
          what: 'kinds',
        })}</section>`
      : '',
  ].join('\n');
}

function numbers({ findings, reported, uncertain, hidden, real, count }: Tally): string {
  return [findings, reported, uncertain, hidden, real, count]
    .map((value) => `<td class="n">${number(value)}</td>`)
    .join('');
}

function ranHtml({ logs, processes, tools, versions, commands }: Overview['runs']): string {
  const named = (values: readonly string[]) => {
    const left = values.length - mostNamed;
    return `${values
      .slice(0, mostNamed)
      .map((each) => codeHtml(each))
      .join(', ')}${left > 0 ? ` and ${number(left)} more` : ''}`;
  };
  return [
    `${processes === 1 ? '1 process' : `${number(processes)} processes`} in ${plural(logs.length, 'log')}: ${named(logs)}`,
    ...(commands.length > 0 ? [`programs: ${named(commands)}`] : []),
    ...(tools.length > 0
      ? [
          `${tools.map((each) => htmlBytes(each)).join(', ')}${versions.length > 0 ? `, Valgrind ${versions.map((each) => htmlBytes(each)).join(', ')}` : ''}`,
        ]
      : []),
  ].join('<br>');
}
