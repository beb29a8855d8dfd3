import { describe, expect, test } from 'vitest';
import type { StackTree } from '../../../src/group/group.js';
import { findingDetail, treeRows } from '../../../src/report/triage/detail.js';
import { readFindings } from '../../group/make.js';

function node(name: string, ...children: readonly StackTree[]): StackTree {
  return { frame: { fun: name }, name, owner: 'own', count: 1, findings: 1, children };
}

describe('rows of merged stacks', () => {
  test('go to the right only where the stacks part', () => {
    const tree = node('all', node('a', node('b', node('c', node('d')), node('e'))), node('f'));
    expect(treeRows(tree).map(({ depth, name }) => `${depth} ${name}`)).toEqual([
      '0 a',
      '0 b',
      '1 c',
      '1 d',
      '1 e',
      '0 f',
    ]);
  });

  test('are few, also of a tree that is deep and wide', () => {
    let deep = node('end');
    for (let depth = 0; depth < 20_000; depth += 1) deep = node(`f${depth}`, deep);
    expect(treeRows(deep)).toHaveLength(300);
    expect(treeRows(node('all', ...Array.from({ length: 20_000 }, (_, at) => node(`f${at}`))))).toHaveLength(
      300,
    );
  });
});

test('both stacks of a race, and where the block is from', async () => {
  const [race] = await readFindings('corpus/debian/gio-list-helgrind.xml');
  const { stacks, what } = findingDetail(race!, undefined, () => 'library');
  expect(what).toContain('Possible data race');
  expect(stacks.length).toBeGreaterThanOrEqual(2);
  expect(stacks[1]!.caption).toMatch(/^This conflicts with a previous/);
  expect(stacks.map(({ frames }) => frames.length)).toEqual([
    race!.frames.length,
    ...race!.auxiliary.filter(({ frames }) => frames.length > 0).map(({ frames }) => frames.length),
  ]);
});
