import { shownName } from '../../group/frames.js';
import { isUnused, type RankedEntry } from '../../overview/entries.js';
import type { ToldFinding, ToldGroup } from '../../overview/groups.js';
import type { Overview } from '../../overview/overview.js';
import type { OwnCode } from '../../minimize/own.js';
import { kindOf } from '../../overview/totals.js';
import { shownBytes } from '../html/bytes.js';
import { shortened } from '../html/escape.js';
import { printedFrame } from '../stack.js';
import { escapeXml } from '../xml.js';
import { actionWords, causeInWords, placeOf, tellingFrame } from './words.js';

/** Bytes for cases with stacks and advice; a report of many findings stays readable for the machines that take it. */
const roomForTexts = 4_000_000;

const [mostFrames, mostInText, mostInName] = [12, 240, 120];

interface Case {
  readonly classname: string;
  readonly name: string;
  /** `skipped` is what nobody need act on, but should see. */
  readonly result?: {
    readonly element: 'failure' | 'skipped';
    readonly type: string;
    readonly message: string;
    readonly text: string;
  };
}

/**
 * JUnit XML: a case for each finding, named by what stays the same from run to run, so that a server shows when it came and
 * went. What is reported has failed, and so has what is real and hidden; what is uncertain is skipped; what is hidden has passed.
 * A second suite has a case for each entry of the sets.
 */
export function overviewJunit({ groups, entries, own }: Overview): string {
  const findings = groups.flatMap((told) => told.findings.map((each) => findingCase(each, told, own)));
  const suites = [
    ...(findings.length > 0 || entries.length === 0 ? [{ name: 'findings', cases: findings }] : []),
    ...(entries.length > 0 ? [{ name: 'suppressions', cases: entries.map(entryCase) }] : []),
  ].map(({ name, cases }) =>
    // Jenkins refuses a report without cases.
    ({ name, cases: distinct(cases.length > 0 ? cases : [{ classname: 'valgrind', name: 'no finding' }]) }),
  );
  let room = roomForTexts;
  const bounded = (each: Case): string => {
    const whole = printed(each);
    if (each.result) room -= Buffer.byteLength(whole);
    return each.result && room < 0
      ? printed({ ...each, result: { ...each.result, text: 'left out for want of room' } })
      : whole;
  };
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="chaff" ${counts(suites.flatMap(({ cases }) => cases))}>`,
    ...suites.flatMap(({ name, cases }) => [
      `  <testsuite name="${name}" ${counts(cases)}>`,
      ...cases.map(bounded),
      '  </testsuite>',
    ]),
    '</testsuites>\n',
  ].join('\n');
}

function findingCase(told: ToldFinding, { group, advice }: ToldGroup, own: OwnCode): Case {
  const { finding, state, real } = told;
  const frame = tellingFrame(finding, own);
  const name = frame ? shortened(shownName(frame), mostInName) : 'no stack';
  const base = { classname: `valgrind.${kindOf(finding)}`, name: `${name} ${finding.id}` };
  if (state === 'hidden' && !real) return base;
  const { words, names } = causeInWords(group.cause);
  const left = finding.frames.length - mostFrames;
  const text = [
    ...finding.frames
      .slice(0, mostFrames)
      .map((frame, position) => `${position === 0 ? 'at' : 'by'} ${short(printedFrame(frame))}`),
    ...(left > 0 ? [`… ${left} more`] : []),
    short(`first in ${placeOf(finding)}`),
    short(`group ${group.id}: ${words} ${names.join(' < ')}`),
    ...told.hiddenBy.slice(0, 5).map((by) => short(`hidden by ${by.file}:${by.line} ${by.name}`)),
    ...told.possiblyHiddenBy
      .slice(0, 5)
      .map((by) => short(`perhaps hidden by ${by.file}:${by.line} ${by.name}`)),
    ...advice.slice(0, 3).map((each) => short(`perhaps ${actionWords[each.action]}: ${each.text}`)),
  ].join('\n');
  const type = state === 'hidden' ? 'hides-real' : state;
  return {
    ...base,
    result: {
      element: state === 'uncertain' && !real ? 'skipped' : 'failure',
      type,
      message: finding.what,
      text,
    },
  };
}

function entryCase(entry: RankedEntry): Case {
  const { name, file, line, hides, mayHide, hidesReal, isOverMax } = entry;
  const base = { classname: file, name };
  const text = `${file}:${line} hides ${hides}, may hide ${mayHide}`;
  const failure = (type: string, message: string): Case => ({
    ...base,
    result: { element: 'failure', type, message, text },
  });
  if (hidesReal > 0) return failure('hides-real', `hides ${hidesReal} findings that are marked real`);
  if (isOverMax) return failure('over-max', 'hides more findings than its max allows');
  if (isUnused(entry))
    return {
      ...base,
      result: { element: 'skipped', type: 'unused', message: 'unused: hides nothing in these logs', text },
    };
  return base;
}

/** Of cases that share a name, GitLab shows the first one only. */
function distinct(cases: readonly Case[]): readonly Case[] {
  const seen = new Map<string, number>();
  return cases.map((each) => {
    const key = `${each.classname}\n${each.name}`;
    const count = (seen.get(key) ?? 0) + 1;
    seen.set(key, count);
    return count === 1 ? each : { ...each, name: `${each.name} (${count})` };
  });
}

function counts(cases: readonly Case[]): string {
  const of = (element: string) => cases.filter(({ result }) => result?.element === element).length;
  return `tests="${cases.length}" failures="${of('failure')}" errors="0" skipped="${of('skipped')}"`;
}

function printed({ classname, name, result }: Case): string {
  const head = `    <testcase classname="${xml(classname)}" name="${xml(name)}"`;
  if (!result) return `${head}/>`;
  const { element, type, message, text } = result;
  const lines = text
    .split('\n')
    .map((line) => xml(line))
    .join('\n');
  const kind = element === 'failure' ? ` type="${type}"` : '';
  return `${head}>\n      <${element}${kind} message="${xml(message)}">${lines}</${element}>\n    </testcase>`;
}

function short(text: string): string {
  return shortened(text.replaceAll('\n', ' '), mostInText);
}

function xml(bytes: string): string {
  return escapeXml(shortened(shownBytes(bytes), mostInText));
}
