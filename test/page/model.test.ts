import { beforeAll, describe, expect, test } from 'vitest';
import { groupFindings } from '../../src/group/group-findings.js';
import { ownerOf } from '../../src/group/owner.js';
import {
  everything,
  findingTitle,
  kindsIn,
  objectsIn,
  rowKey,
  rowsOf,
  shortNames,
  shownBy,
  tally,
  tallyText,
  type Filter,
} from '../../src/page/model.js';
import { stateOf } from '../../src/report/triage/state.js';
import type { TriageState } from '../../src/report/triage/wire.js';
import type { Finding } from '../../src/finding/finding.js';
import { readFindings } from '../group/make.js';

let findings: readonly Finding[];
let state: TriageState;
beforeAll(async () => {
  findings = await readFindings('corpus/talk/talk.xml', 'corpus/debian/gio-list-helgrind.xml');
  state = stateOf({
    findings,
    groups: groupFindings(findings, []),
    advice: [],
    ownerOf: (frame) => ownerOf(frame, []),
    hidden: new Set([findings[0]!.id]),
    files: { fix: 'f', annotate: 'a', suppress: 's' },
  });
});

const shown = (part: Partial<Filter>) =>
  findings.filter((_, at) => shownBy({ ...everything, ...part }, state)[at] === 1);
const none = () => findings.map(() => '-');
const rows = (
  part: Partial<Filter> = {},
  verdicts: readonly string[] = none(),
  open: readonly number[] = [],
) => {
  const filter = { ...everything, ...part };
  return rowsOf(state, shownBy(filter, state), filter, verdicts, new Set(open));
};

describe('the state says of each finding what the filters look at', () => {
  test.each(['g_quark', 'KVM_VM_IOCTL', 'qcow2_write_header'])('functions with %s', (name) => {
    const wanted = findings.filter(({ frames }) =>
      frames.some(({ fun, demangled }) =>
        (demangled ?? fun ?? '').toLowerCase().includes(name.toLowerCase()),
      ),
    );
    expect(wanted.length).toBeGreaterThan(0);
    expect(shown({ function: name })).toEqual(wanted);
  });

  test('objects, each by itself', () => {
    expect(objectsIn(state).length).toBeGreaterThan(3);
    for (const object of objectsIn(state))
      expect(shown({ object })).toEqual(
        findings.filter(({ frames }) => frames.some(({ obj }) => obj === state.names[object])),
      );
  });

  test('kinds, each by itself, and all together are all', () => {
    const counts = kindsIn(state).map((kind) => shown({ kind }).length);
    expect(counts.reduce((sum, each) => sum + each)).toBe(findings.length);
    expect([...counts].sort((a, b) => b - a)).toEqual(counts);
  });

  test('runs', () => {
    expect(state.runs).toHaveLength(2);
    state.runs.forEach((log, run) =>
      expect(shown({ run })).toEqual(
        findings.filter(({ places }) => places.some((each) => each.log === log)),
      ),
    );
  });

  test('a search finds texts, kinds, titles and ids', () => {
    expect(shown({ text: 'still reachable' })).toEqual(
      findings.filter(({ what }) => what.includes('still reachable')),
    );
    expect(shown({ text: findings[3]!.id.slice(0, 12) })).toEqual([findings[3]]);
    expect(shown({ text: 'helgrind:race' })).toEqual(findings.filter(({ tool }) => tool === 'helgrind'));
    const group = state.groups.find(({ title }) => title.startsWith('races on'))!;
    expect(shown({ text: 'races on' })).toEqual(
      expect.arrayContaining(group.findings.map((at) => findings[at]!)),
    );
    expect(shown({ text: 'nothing is called so' })).toEqual([]);
  });
});

test('rows are groups, most frequent first, and the findings of those that are open', () => {
  const all = rows();
  expect(all.map(({ group }) => group)).toEqual(state.groups.map((_, at) => at));
  expect(all.flatMap((each) => each.findings).sort((a, b) => a - b)).toEqual(findings.map((_, at) => at));
  const opened = rows({}, none(), [1]);
  const inside = opened.filter(({ finding }) => finding >= 0);
  expect(inside.map(({ finding }) => finding)).toEqual(state.groups[1]!.findings);
  expect(inside.map(({ place, of }) => [place, of])).toEqual(inside.map((_, at) => [at + 1, inside.length]));
  expect(new Set(opened.map(rowKey)).size).toBe(opened.length);
});

test('a filter by verdict leaves out what has another one, also of groups', () => {
  const verdicts = none();
  const [first, second] = state.groups[0]!.findings;
  verdicts[first!] = 'f';
  verdicts[second!] = 's';
  expect(rows({ verdict: 'f' }, verdicts).map((each) => each.findings)).toEqual([[first]]);
  expect(rows({ verdict: 'a' }, verdicts)).toEqual([]);
  expect(rows({ verdict: 'open' }, verdicts)[0]!.findings).toEqual(state.groups[0]!.findings.slice(2));
  expect(rows({ verdict: 'hidden' }, verdicts).map((each) => each.findings)).toEqual([[0]]);
});

test('findings of a group are told apart by the frames that differ', () => {
  const group = state.groups.findIndex((each) => each.findings.length > 2);
  const titles = state.groups[group]!.findings.map((at) => findingTitle(state, at, group));
  expect(titles.every((title) => title.startsWith('… < '))).toBe(true);
  expect(new Set(titles).size).toBeGreaterThan(1);
});

test.each([
  ['----', 'no verdict'],
  ['ffff', 'fix'],
  ['ffas', '2 fix, 1 annotate, 1 suppress'],
  ['s---', '1 suppress, 3 open'],
])('%s is %s', (letters, text) => {
  expect(tallyText(tally([...letters]))).toBe(text);
});

test('objects of one name are told apart by as many folders as it takes', () => {
  expect(
    shortNames([
      '/usr/lib/x86_64-linux-gnu/libglib-2.0.so.0',
      '/opt/qt/lib/libQt5Core.so.5',
      '/home/me/qt/lib/libQt5Core.so.5',
      '/lib/libc.so.6',
      '/usr/lib/libc.so.6',
      'libc.so.6',
      '/home/me/build/app',
      '/home/me/release/app',
    ]),
  ).toEqual([
    'libglib-2.0.so.0',
    'opt/qt/lib/libQt5Core.so.5',
    'me/qt/lib/libQt5Core.so.5',
    '/lib/libc.so.6',
    'usr/lib/libc.so.6',
    'libc.so.6',
    'build/app',
    'release/app',
  ]);
});
