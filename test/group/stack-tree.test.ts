import { expect, test } from 'vitest';
import { ownerOf } from '../../src/group/owner.js';
import { stackTree } from '../../src/group/stack-tree.js';
import type { StackTree } from '../../src/group/group.js';
import { finding, frame } from '../minimize/make.js';
import { readFindings } from './make.js';

const mine = '/home/me/program';
const lib = '/usr/lib/libthing.so.1';
const libc = '/usr/lib/libc.so.6';

test.each([
  [`malloc@/usr/libexec/valgrind/vgpreload_memcheck.so`, 'allocator'],
  [`my_malloc_and_trace@${mine}`, 'allocator'],
  [`run@${mine}`, 'own'],
  [`main@${mine}`, 'own'],
  [`thing_open@${lib}`, 'library'],
  [`@${lib}`, 'library'],
  [`start_thread@${libc}`, 'system'],
  [`@${libc}`, 'system'],
  ['strlen', 'system'],
  ['run', 'unknown'],
  ['', 'unknown'],
] as const)('%s is %s', (text, owner) => {
  expect(ownerOf(frame(text), [])).toBe(owner);
});

test('what is called own is own', () => {
  const own = [{ type: 'fun', pattern: 'thing_*' }] as const;
  expect(ownerOf(frame(`thing_open@${lib}`), own)).toBe('own');
  expect(ownerOf(frame(`run@${mine}`), own)).toBe('library');
  // Text logs tell no object where they tell the source file.
  expect(ownerOf({ fun: 'memcpy', file: 'memcpy.S' }, [])).toBe('system');
  expect(ownerOf({ fun: 'run', file: 'run.c' }, [])).toBe('own');
});

/** A tree as lines, indented. */
function draw(tree: StackTree): string[] {
  return [
    `${tree.name} ${tree.count}/${tree.findings} ${tree.owner}`,
    ...tree.children.flatMap(draw).map((line) => `  ${line}`),
  ];
}

const findings = [
  finding(['malloc', `a@${mine}`, `run@${mine}`, `main@${mine}`], { count: 5 }),
  finding(['malloc', `b@${mine}`, `run@${mine}`, `main@${mine}`], { count: 2 }),
  finding(['malloc', `c@${mine}`, `run@${mine}`, `main@${mine}`], { count: 2 }),
  finding(['malloc', `c@${mine}`, `main@${mine}`]),
];

test('stacks lie over each other from both ends', () => {
  expect(draw(stackTree(findings, { own: [], from: 'outermost' }))).toEqual([
    'all 10/4 unknown',
    '  main 10/4 own',
    '    run 9/3 own',
    '      a 5/1 own',
    '        malloc 5/1 allocator',
    '      b 2/1 own',
    '        malloc 2/1 allocator',
    '      c 2/1 own',
    '        malloc 2/1 allocator',
    '    c 1/1 own',
    '      malloc 1/1 allocator',
  ]);
  expect(draw(stackTree(findings, { own: [], from: 'innermost', depth: 2 }))).toEqual([
    'all 10/4 unknown',
    '  malloc 10/4 allocator',
    '    a 5/1 own',
    '    c 3/2 own',
    '    b 2/1 own',
  ]);
});

test('no more children than asked for, and the rest is told', () => {
  expect(draw(stackTree(findings, { own: [], from: 'innermost', depth: 2, most: 1 }))).toEqual([
    'all 10/4 unknown',
    '  malloc 10/4 allocator',
    '    a 5/1 own',
    '    2 more 5/3 unknown',
  ]);
});

test('the talk, and nothing at all', async () => {
  const talk = await readFindings('corpus/talk/talk.xml');
  const tree = stackTree(talk, { own: [], from: 'outermost' });
  expect(tree.count).toBe(talk.reduce((total, { count }) => total + count, 0));
  expect(tree.children.map(({ name, owner }) => `${name} ${owner}`)).toContain('main own');
  expect(stackTree([], { own: [], from: 'innermost' })).toMatchObject({ count: 0, children: [] });
  // A stack deeper than asked for is cut, however deep.
  const deep = finding(Array<string>(5000).fill(`f@${mine}`));
  expect(draw(stackTree([deep], { own: [], from: 'innermost' }))).toHaveLength(101);
});
