import { describe, expect, test } from 'vitest';
import { check } from '../../src/check/check.js';
import { loadForTools } from '../../src/cli/load-for-tools.js';
import type { Finding } from '../../src/finding/finding.js';
import type { Process } from '../../src/log/sink.js';
import { packsInLogs } from '../../src/pack/in-logs.js';
import { readPack } from '../../src/pack/read-pack.js';
import type { PackHead } from '../../src/pack/pack.js';
import { newestVersion } from '../../src/suppression/version.js';
import { finding, suppression } from '../match/make.js';
import { head, packBytes, place, type MadeEntry } from './make.js';

const pack = (told: PackHead, entries: readonly MadeEntry[]) =>
  readPack({ name: `/packs/${told.name}.supp`, bytes: packBytes(told, entries) })!;

/** A finding in a function of an object. */
const at = (fun: string, obj: string, more: Partial<Finding> = {}) =>
  finding([{ fun, obj: `/usr/lib/${obj}` }], { id: `${fun} ${obj}`, ...more });

const process = (valgrind?: string): Process => ({
  ...{ log: 'a.xml', line: 1, tool: 'memcheck', suppressedSome: false, usedSuppressions: [] },
  ...(valgrind === undefined ? {} : { valgrind }),
});

function inLogs(
  packs: readonly ReturnType<typeof pack>[],
  findings: readonly Finding[],
  { real = [] as string[], valgrind = ['3.11.0'] as (string | undefined)[] } = {},
) {
  const sources = packs.map(({ file }) => file);
  const read = { version: newestVersion, numCallers: 12 };
  const sets = loadForTools(sources, [...new Set(findings.map(({ tool }) => tool))], read);
  const patterns = real.map((fun) => suppression([`fun:${fun}`]));
  const checked = check(findings, sets, { numCallers: 12, real: patterns });
  return packsInLogs(packs, checked, valgrind.map(process));
}

describe('what packs hide', () => {
  const packs = [
    pack(head('small'), [{ name: 'c', lines: ['fun:c'] }]),
    pack(head('large'), [
      { name: 'a', lines: ['fun:a'] },
      { name: 'b', lines: ['fun:b'] },
      { name: 'x', lines: ['fun:a'] },
    ]),
    pack(head('part'), [{ name: 'b', lines: ['fun:b'] }]),
    pack(head('idle'), [{ name: 'z', lines: ['fun:z'] }]),
  ];
  const findings = ['a', 'b', 'c', 'd'].map((fun) => at(fun, 'libother.so.1'));
  const figures = ({ packs: told }: ReturnType<typeof inLogs>) =>
    told.map(({ pack: { head: its }, hides, beyond }) => [its.name, hides, beyond]);

  test('the one that hides most comes first, then what hides most of the rest', () => {
    const told = inLogs(packs, findings);
    expect(figures(told)).toEqual([
      ['large', 2, 2],
      ['small', 1, 1],
      ['part', 1, 0],
      ['idle', 0, 0],
    ]);
    expect(told).toMatchObject({ findings: 4, hidden: 3 });
  });

  test('in whatever order they are named', () => {
    expect(figures(inLogs([...packs].reverse(), findings))).toEqual(figures(inLogs(packs, findings)));
  });

  test('each has the real findings that it hides', () => {
    const real = inLogs(packs, findings, { real: ['b', 'd'] }).packs.map((each) =>
      each.real.map(({ finding: { id } }) => id),
    );
    expect(real).toEqual([['b libother.so.1'], [], ['b libother.so.1'], []]);
  });

  test('what a log leaves open is not hidden', () => {
    const [told] = inLogs(
      [pack(head('objects'), [{ name: 'o', lines: ['obj:*/libx.so'] }])],
      [finding([{ fun: 'a' }])],
    ).packs;
    expect(told).toMatchObject({ hides: 0, beyond: 0 });
  });

  test('no findings', () => {
    expect(inLogs(packs, [])).toMatchObject({ findings: 0, hidden: 0, packs: [{}, {}, {}, {}] });
  });
});

describe('versions', () => {
  const kettle = pack(
    head('kettle', {
      places: [
        place(1, { objects: ['libkettle.so.0.1.0', 'libwater.so.0.7.0', 'libc-2.31.so'] }),
        place(2, { objects: ['libkettle.so.0.2.0', 'libwater.so.0.7.0', 'libc.so.6'] }),
      ],
    }),
    [
      { name: 'both', lines: ['fun:both'] },
      { name: 'first', lines: ['fun:first'], seen: 'debian 11' },
      { name: 'second', lines: ['fun:second'], seen: 'debian 12' },
      { name: 'thread', lines: ['fun:thread'], kind: 'Helgrind:Race', seen: 'debian 11' },
    ],
  );
  const told = (objects: readonly string[], more = {}) =>
    inLogs(
      [kettle],
      objects.map((object) => at('f', object)),
      more,
    ).packs[0]!;
  const outOfDate = (...objects: string[]) => told(objects).outOfDate.map(({ entry }) => entry.name);

  test('files are known by their name up to .so', () => {
    const objects = [
      'libkettle.so.0.2.0',
      'libkettle.so.0.3.0',
      'libkettle.so.0',
      'libc.so.6',
      'libc-2.28.so',
    ];
    expect(told([...objects, 'libkettledrum.so.0.1.0', 'kettle']).objects).toEqual([
      { name: 'libc-2.28.so', version: 'other' },
      { name: 'libc.so.6', version: 'not told' },
      { name: 'libkettle.so.0', version: 'not told' },
      { name: 'libkettle.so.0.2.0', version: 'seen' },
      { name: 'libkettle.so.0.3.0', version: 'other' },
    ]);
  });

  test('an entry that hides nothing and was not seen there may be out of date', () => {
    expect(outOfDate('libkettle.so.0.1.0')).toEqual(['second']);
    expect(outOfDate('libkettle.so.0.2.0')).toEqual(['first']);
    expect(outOfDate('libkettle.so.0.1.0', 'libkettle.so.0.2.0')).toEqual([]);
    expect(outOfDate('libkettle.so.0.3.0')).toEqual(['both', 'first', 'second']);
  });

  test('of a file that two places have, another one tells which it is', () => {
    expect(outOfDate('libwater.so.0.7.0')).toEqual([]);
    expect(outOfDate('libwater.so.0.7.0', 'libkettle.so.0.1.0')).toEqual(['second']);
    expect(outOfDate('libwater.so.0.7.0', 'libkettle.so.0.3.0')).toEqual([]);
  });

  test('not where no file tells its version, or none is the pack’s', () => {
    expect(outOfDate('libc.so.6')).toEqual([]);
    expect(outOfDate('libtea.so.1.2.3')).toEqual([]);
  });

  test('not one that hides something, or may', () => {
    const findings = [at('first', 'libkettle.so.0.2.0')];
    expect(inLogs([kettle], findings).packs[0]!.outOfDate).toEqual([]);
  });

  test('of a tool that did not run nobody can tell', () => {
    const race = at('f', 'libkettle.so.0.2.0', { tool: 'helgrind', kind: 'Helgrind:Race' });
    expect(inLogs([kettle], [race]).packs[0]!.outOfDate.map(({ entry }) => entry.name)).toEqual([
      'first',
      'thread',
    ]);
  });

  test('Valgrind’s is told where the pack’s files occur', () => {
    const valgrind = ['3.19.0', '3.12.0.GIT', '3.9', undefined, 'none'];
    expect(told(['libkettle.so.0.1.0'], { valgrind }).valgrind).toEqual([
      { version: '3.9.0', isSeen: false },
      { version: '3.12.0', isSeen: true },
      { version: '3.19.0', isSeen: false },
    ]);
    expect(told(['libtea.so.1'], { valgrind }).valgrind).toEqual([]);
  });
});
