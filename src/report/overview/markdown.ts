import { shownName } from '../../group/frames.js';
import type { Advice } from '../../advice/advice.js';
import type { CheckedFinding } from '../../check/check.js';
import type { Changes } from '../../overview/changes.js';
import { isUnused, type RankedEntry } from '../../overview/entries.js';
import type { ToldGroup } from '../../overview/groups.js';
import type { Incident } from '../../overview/incidents.js';
import type { Overview } from '../../overview/overview.js';
import { kindOf } from '../../overview/totals.js';
import type { OwnCode } from '../../minimize/own.js';
import type { Trend } from '../../overview/trend.js';
import { fenced, htmlCode, inlineCode } from '../markdown/escape.js';
import { asFarAsThereIsRoom } from '../markdown/room.js';
import { shortened } from '../html/escape.js';
import { printedName, printedPlace } from '../stack.js';
import { characterStart, displayText } from '../text.js';
import {
  actionWords,
  amount,
  causeInWords,
  gaps,
  growth,
  headline,
  incidentWords,
  number,
  placeOf,
  rankOfFinding,
  rankWords,
  tellingFrame,
  states,
} from './words.js';

/** So many of each are for the eye; `chaff report` as HTML has more. */
const [mostGroups, mostRows, mostFindings, mostFrames, longest, mostInProse] = [20, 20, 3, 12, 100, 600];

/** For a comment on a pull request: what is wrong, what changed, and the groups folded, as far as there is room. */
export function overviewMarkdown(overview: Overview): string {
  const { totals, alarms, changes, trend, advice, groups, entries, unneeded, own, runs, incidents } =
    overview;
  const open = groups.filter(({ rank }) => rank !== 'hidden');
  const blocks = [
    ['### What Valgrind found'],
    [`${headline(totals)}.`],
    [gaps(runs) ?? ''],
    ...(alarms.length > 0
      ? [['**Hidden, but marked real:**', '', ...listed(alarms, (each) => finding(each, own))]]
      : []),
    grave(incidents),
    kindTable(overview),
    ...(changes ? changesBlocks(changes, own) : []),
    ...(trend ? [[trendLine(trend)]] : []),
    ...open.slice(0, mostGroups).map((told) => groupBlock(told, own)),
    ...(open.length > mostGroups ? [[`${number(open.length - mostGroups)} more groups are not shown.`]] : []),
    ...(advice.length > 0 ? [['**How to get better logs:**', '', ...advice.map(adviceItem)]] : []),
    ...entryBlocks(entries),
    ...(unneeded.length > 0
      ? [
          [
            `<details><summary>Verdicts that no finding needs: ${number(unneeded.length)}</summary>`,
            '',
            ...listed(
              unneeded,
              ({ verdict, entry }) =>
                `${verdict}: ${code(entry.name)} (${code(`${entry.file}:${entry.line}`)})`,
            ),
            '',
            '</details>',
          ],
        ]
      : []),
  ]
    .filter((block) => block.some((line) => line !== ''))
    .map((block) => block.join('\n'));
  return asFarAsThereIsRoom(blocks);
}

/** What nobody should miss; the rest is in the other forms. */
function grave(incidents: readonly Incident[]): string[] {
  const some = incidents.filter(({ type }) => type === 'tool-crash' || type === 'fatal-signal');
  return listed(
    some,
    ({ type, text, count, place }) =>
      `**${incidentWords[type]}**: ${code(text)} [${code(`${place.log}:${place.line}`)}]${count > 1 ? `, ${number(count)} times` : ''}`,
  );
}

function kindTable({ kinds }: Overview): string[] {
  if (kinds.length === 0) return [];
  return [
    '| kind | findings | reported | uncertain | hidden | real |',
    '| --- | ---: | ---: | ---: | ---: | ---: |',
    ...kinds.slice(0, mostRows).map(({ tool, kind, findings, reported, uncertain, hidden, real }) => {
      const name = kind.toLowerCase().startsWith(`${tool}:`) ? kind : `${kind}, ${tool}`;
      return `| ${[code(name), ...[findings, reported, uncertain, hidden, real].map(number)].join(' | ')} |`;
    }),
    ...(kinds.length > mostRows ? [`| and ${number(kinds.length - mostRows)} more | | | | | |`] : []),
  ];
}

function changesBlocks({ baseline, fresh, gone, more, same }: Changes, own: OwnCode): string[][] {
  return [
    [
      `**Since ${code(baseline)}:** ${number(fresh.length)} new, ${number(gone.length)} gone, ${number(more.length)} more frequent, ${number(same)} as before.`,
    ],
    ...folded('New', fresh, (each) => finding(each, own)),
    ...folded('More frequent', more, (each) => `${finding(each.checked, own)}: ${growth(each)}`),
    ...folded('Gone (mended, or not run this time)', gone, (each) => finding({ finding: each }, own)),
  ];
}

function trendLine({ by, points }: Trend): string {
  const shown = points.slice(-8).map(({ tally }) => number(tally.reported + tally.uncertain));
  return `Not hidden in the last ${by === 'day' ? 'days' : 'runs'}: ${shown.join(' → ')}.`;
}

function groupBlock({ group, rank, tally, findings, advice }: ToldGroup, own: OwnCode): string[] {
  const { words, names } = causeInWords(group.cause);
  const title = `${words} ${names.map((name) => htmlCode(cut(name))).join(' ← ')}`;
  const shown = findings.slice(0, mostFindings);
  const left = findings.length - shown.length;
  return [
    `<details><summary>${rank === 'reported' ? '' : `<b>${rankWords[rank]}</b>: `}${title}: ${amount({ ...tally, bytes: group.bytes })} (${states(tally)})</summary>`,
    '',
    ...advice.map(adviceItem),
    ...(advice.length > 0 ? [''] : []),
    ...shown.flatMap((each) => [finding(each, own), '', ...fenced('', stack(each)), '']),
    ...(left > 0 ? [`${number(left)} more findings in this group.`, ''] : []),
    '</details>',
  ];
}

function stack({ finding: { frames } }: CheckedFinding): string[] {
  const left = frames.length - mostFrames;
  return [
    ...frames.slice(0, mostFrames).map((frame, position) => {
      // The place is what people look for, however long the name is.
      const name = shortened(printedName(frame), 2 * longest);
      return `${position === 0 ? 'at' : 'by'} ${name}${shortened(printedPlace(frame), longest)}`;
    }),
    ...(left > 0 ? [`   … ${left} more`] : []),
  ];
}

function adviceItem({ action, text, why, evidence, example }: Advice): string {
  const seen = evidence.slice(0, 3).map(code);
  const more = evidence.length - seen.length;
  return [
    `- **Perhaps ${actionWords[action]}:** ${prose(text)} ${prose(why)}`,
    ...(seen.length > 0 ? [` Seen: ${seen.join(', ')}${more > 0 ? ` and ${more} more` : ''}.`] : []),
    ...(example === undefined || example.includes('\n') ? [] : [` For example ${code(example)}.`]),
  ].join('');
}

function entryBlocks(entries: readonly RankedEntry[]): string[][] {
  const used = entries.filter((entry) => !isUnused(entry));
  const unused = entries.filter(isUnused);
  return [
    ...(used.length > 0
      ? [
          [
            `<details><summary>Suppressions in use: ${number(used.length)}</summary>`,
            '',
            '| entry | hides | may hide | breadth |',
            '| --- | ---: | ---: | --- |',
            ...used
              .slice(0, mostRows)
              .map(
                ({ name, hides, mayHide, hidesReal, isOverMax, breadth }) =>
                  `| ${code(name)}${hidesReal > 0 ? ` **hides ${number(hidesReal)} real**` : ''}${isOverMax ? ' **over max**' : ''} | ${number(hides)} | ${number(mayHide)} | ${breadth ? prose(breadth.text) : ''} |`,
              ),
            ...(used.length > mostRows ? [`| and ${number(used.length - mostRows)} more | | | |`] : []),
            '',
            '</details>',
          ],
        ]
      : []),
    ...folded(
      'Unused suppressions',
      unused,
      ({ name, file, line }) => `${code(name)} (${code(`${file}:${line}`)})`,
    ),
  ];
}

function folded<T>(title: string, things: readonly T[], say: (thing: T) => string): string[][] {
  if (things.length === 0) return [];
  return [
    [
      `<details><summary>${title}: ${number(things.length)}</summary>`,
      '',
      ...listed(things, say),
      '',
      '</details>',
    ],
  ];
}

function listed<T>(things: readonly T[], say: (thing: T) => string): string[] {
  const left = things.length - mostRows;
  return [
    ...things.slice(0, mostRows).map((thing) => `- ${say(thing)}`),
    ...(left > 0 ? [`- and ${number(left)} more`] : []),
  ];
}

function finding(each: Pick<CheckedFinding, 'finding'> & Partial<CheckedFinding>, own: OwnCode): string {
  const { finding: it, state, real } = each;
  const mark = state === undefined ? '' : ` (${rankWords[rankOfFinding({ state, real: real === true })]})`;
  const frame = tellingFrame(it, own);
  const where = frame ? ` in ${code(shownName(frame))}` : '';
  return `${code(kindOf(it))}${where}: ${code(it.what)} [${code(placeOf(it))}] ${code(it.id)}${mark}`;
}

/**
 * Sentences that quote names: what is no plain word is code, so that nothing of it is read as Markdown, HTML, a link or a
 * mention, of which some are looked for after references to characters were read.
 */
function prose(bytes: string): string {
  return wordsOf(cut(bytes, mostInProse))
    .map((token) => {
      const [, before = '', word = '', after = ''] = /^([(“]?)([^]*?)([.,;:)”]*)$/.exec(token)!;
      return word === '' || /^[A-Za-z0-9'’]+(?:-[A-Za-z0-9]+)*$/.test(word)
        ? displayText(token)
        : `${before}${inlineCode(word)}${after}`;
    })
    .join(' ');
}

/** The words of sentences; a name of C++ with blanks between its brackets is one, also where it was cut. */
function wordsOf(text: string): readonly string[] {
  const tokens = text.split(' ');
  const words: string[] = [];
  for (let at = 0; at < tokens.length;) {
    let end = at + 1;
    while (end < tokens.length && isOpen(tokens.slice(at, end).join(' '))) end += 1;
    const word = tokens.slice(at, end).join(' ');
    // Brackets that never close are no brackets, as in an operator.
    if (isOpen(word)) end = at + 1;
    words.push(tokens.slice(at, end).join(' '));
    at = end;
  }
  return words;
}

/** Does it open a bracket directly behind a name, and not close it? */
function isOpen(word: string): boolean {
  const brackets = word.replace(/->|operator *[<>=()-]+/g, '');
  if (!/^\S*[\w~:>][<(]/.test(brackets) || /…[.,;:)”]*$/.test(word)) return false;
  return brackets.replace(/[^<(]/g, '').length > brackets.replace(/[^>)]/g, '').length;
}

function code(bytes: string): string {
  return inlineCode(cut(bytes));
}

function cut(bytes: string, most = longest): string {
  return bytes.length > most ? `${bytes.slice(0, characterStart(bytes, most))}…` : bytes;
}
