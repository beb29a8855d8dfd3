import type { Overview } from '../../overview/overview.js';
import { page } from '../html/page.js';
import { pageStyle, stackStyle } from '../html/style.js';
import { reportScript } from './script.js';
import { adviceHtml } from './sections/advice.js';
import { changesSection } from './sections/changes.js';
import { entriesSection } from './sections/entries.js';
import { groupsSection } from './sections/groups.js';
import { incidentsSection } from './sections/incidents.js';
import { findingCells, table, type Surroundings } from './sections/table.js';
import { totalsSection } from './sections/totals.js';
import { trendSection } from './sections/trend.js';
import { reportStyle } from './style.js';
import { headline } from './words.js';

/** One page that is read without network or script. However many findings there are, it stays below 10 MB. */
export function overviewHtml(overview: Overview): string {
  const groups = groupsSection(overview);
  const surroundings = { linked: groups.linked, own: overview.own };
  const title = `Valgrind: ${headline(overview.totals)}`;
  const sections = [
    alarms(overview, surroundings),
    totalsSection(overview),
    changesSection(overview.changes, surroundings),
    trendSection(overview.trend),
    incidentsSection(overview.incidents),
    betterLogs(overview),
    groups.html,
    reals(overview, surroundings),
    entriesSection(overview),
  ].filter((part) => part !== '');
  const body = [
    `<header><h1>What Valgrind found</h1><p>${headline(overview.totals)}.</p>${contents(sections)}</header>`,
    ...['<main>', ...sections, '</main>'],
    '<footer>Made by chaff report. Advice is what is likely, never certain.</footer>',
  ];
  return page({
    title,
    style: pageStyle + stackStyle + reportStyle,
    script: reportScript,
    body: body.join('\n'),
  });
}

function alarms({ alarms: found }: Overview, surroundings: Surroundings): string {
  if (found.length === 0) return '';
  return [
    '<section class="alarm" aria-labelledby="alarms"><h2 id="alarms">Hidden, but marked real</h2>',
    '<p>The sets hide what must stay reported.</p>',
    table(found, {
      caption: 'Findings that are marked real and hidden',
      columns: ['Finding', 'State'],
      row: (each) => findingCells(each, surroundings),
      what: 'such findings',
    }),
    '</section>',
  ].join('\n');
}

function reals({ groups }: Overview, surroundings: Surroundings): string {
  const found = groups.flatMap(({ findings }) =>
    findings.filter(({ real, state }) => real && state !== 'hidden'),
  );
  if (found.length === 0) return '';
  return [
    '<section aria-labelledby="reals"><h2 id="reals">Real findings</h2>',
    table(found, {
      caption: 'Findings that are marked real and stay reported',
      columns: ['Finding', 'State'],
      row: (each) => findingCells(each, surroundings),
      what: 'real findings',
    }),
    '</section>',
  ].join('\n');
}

function betterLogs({ advice }: Overview): string {
  if (advice.length === 0) return '';
  return `<section aria-labelledby="logs"><h2 id="logs">How to get better logs</h2>${adviceHtml(advice)}</section>`;
}

/** Links to the sections that there are. */
function contents(sections: readonly string[]): string {
  const heads = [...sections.join('').matchAll(/<h2 id="([a-z]+)">(.*?)<\/h2>/g)];
  const links = heads.map(([, id, title]) => `<a href="#${id}">${title}</a>`);
  return links.length > 1 ? `<nav aria-label="Sections">${links.join(' ')}</nav>` : '';
}
