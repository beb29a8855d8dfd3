import { stackTree } from '../../../group/stack-tree.js';
import type { OwnCode } from '../../../minimize/own.js';
import { ranks, type ToldGroup } from '../../../overview/groups.js';
import type { Overview } from '../../../overview/overview.js';
import { kindOf } from '../../../overview/totals.js';
import { codeHtml, htmlBytes, shownBytes } from '../../html/bytes.js';
import { escapeHtml } from '../../html/escape.js';
import { icicle, ownerLegend } from '../../html/icicle.js';
import { fill, leftOut, type Filled } from '../../html/room.js';
import { actionWords, amount, causeInWords, number, rankWords, states } from '../words.js';
import { adviceHtml } from './advice.js';
import { findingHtml } from './finding.js';
import { mark } from './mark.js';

/** Of a group the first findings are told whole, which need eyes most. */
const mostFindings = 10;

/** Bytes for groups with all that is known of them, and for those that are told in a line. */
const [roomForGroups, roomForLines] = [5_500_000, 1_000_000];

/** The groups, as far as there is room, and the ids of the findings that can be linked to. */
export function groupsSection({ groups, own }: Overview): {
  readonly html: string;
  readonly linked: ReadonlySet<string>;
} {
  if (groups.length === 0) return { html: '', linked: new Set() };
  const whole = fill(groups, roomForGroups, (told) => groupHtml(told, own));
  const lines = fill(groups.slice(whole.shown), roomForLines, lineOf);
  const linked = groups
    .slice(0, whole.shown)
    .flatMap(({ findings }) => findings.slice(0, mostFindings).map(({ finding }) => finding.id));
  const html = [
    '<section aria-labelledby="groups"><h2 id="groups">Groups of findings by likely cause</h2>',
    '<p class="quiet">What needs eyes first comes first: real findings that are hidden, real ones, reported ones, uncertain ones, and those that the sets hide. ' +
      'Each opens to advice, its stacks laid over each other, and its findings.</p>',
    ownerLegend(),
    tools(groups),
    whole.html,
    further(lines),
    '</section>',
  ].join('\n');
  return { html, linked: new Set(linked) };
}

/** Hidden until the script runs that they need. */
function tools(groups: readonly ToldGroup[]): string {
  const there = ranks.filter((rank) => groups.some((told) => told.rank === rank));
  const choices = there.map((rank) => `<option value="${rank}">${rankWords[rank]}</option>`);
  return (
    '<div class="tools" hidden><label>Search <input type="search"></label>' +
    `<label>Most pressing <select><option value="">any</option>${choices.join('')}</select></label>` +
    '<button type="button">Open all</button><button type="button">Close all</button><output></output></div>'
  );
}

function groupHtml(told: ToldGroup, own: OwnCode): string {
  const { group, rank, tally, findings, advice } = told;
  const shown = findings.slice(0, mostFindings);
  const actions = [...new Set(advice.map(({ action }) => actionWords[action]))];
  const facts = [
    kindsOf(told),
    amount({ ...tally, bytes: group.bytes }),
    states(tally),
    ...(actions.length > 0 ? [`perhaps ${actions.join(' or ')}`] : []),
  ];
  return [
    `<details class="group" id="g-${escapeHtml(group.id)}" data-rank="${rank}"><summary>${mark(rank)} <h3>${titleOf(told)}</h3>`,
    `<span class="quiet">${facts.join(' · ')}</span></summary>`,
    '<div class="inside">',
    advice.length > 0 ? `<h4>What could be done</h4>${adviceHtml(advice)}` : '',
    // One stack has nothing to be laid over.
    findings.length > 1 ? merged(told, own) : '',
    `<h4>${findings.length > 1 ? 'Findings' : 'The finding'}</h4>`,
    ...shown.map((each) => findingHtml(each, own, { isOpen: findings.length === 1 })),
    leftOut(findings.length - shown.length, 'findings of this group'),
    '</div></details>',
  ].join('');
}

function merged({ group }: ToldGroup, own: OwnCode): string {
  const tree = stackTree(group.findings, { own, from: 'innermost' });
  return (
    '<h4>Stacks laid over each other, innermost frame on top; as wide as they are frequent</h4>' +
    `<div class="scroll" tabindex="0" role="group" aria-label="Stacks laid over each other">${icicle(tree, { show: shownBytes })}</div>`
  );
}

function titleOf({ group }: ToldGroup): string {
  const { words, names } = causeInWords(group.cause);
  return `${words} ${names.map((name) => codeHtml(name, 80)).join(' ← ')}`;
}

/** The kinds of its findings, most frequent first. */
function kindsOf({ findings }: ToldGroup): string {
  const kinds = [...new Set(findings.map(({ finding }) => kindOf(finding)))];
  return htmlBytes(
    kinds.length > 2 ? `${kinds.slice(0, 2).join(', ')} and ${kinds.length - 2} more` : kinds.join(', '),
  );
}

function further(lines: Filled): string {
  if (lines.shown + lines.left === 0) return '';
  return [
    `<h3>${number(lines.shown + lines.left)} more groups in short</h3>`,
    '<div class="wide" tabindex="0" role="group" aria-label="More groups in short"><table><thead><tr>',
    '<th scope="col">Cause</th><th scope="col">Kind</th><th scope="col">State</th><th scope="col" class="n">Findings</th><th scope="col" class="n">Times</th>',
    `</tr></thead><tbody>${lines.html}</tbody></table></div>`,
    leftOut(lines.left, 'groups'),
  ].join('');
}

function lineOf(told: ToldGroup): string {
  const { tally, rank } = told;
  return (
    `<tr data-rank="${rank}"><th scope="row">${titleOf(told)}</th><td>${kindsOf(told)}</td><td>${mark(rank)}</td>` +
    `<td class="n">${number(tally.findings)}</td><td class="n">${number(tally.count)}</td></tr>`
  );
}
