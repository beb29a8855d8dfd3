import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { groupFindings } from '../../src/group/group-findings.js';
import { finding, frame } from '../minimize/make.js';
import { groupLine, readFindings } from './make.js';

function groups(findings: readonly Finding[]): string[] {
  return groupFindings(findings, []).map(groupLine);
}

const mine = '/home/me/program';
const lib = '/usr/lib/libthing.so.1';
const libc = '/usr/lib/libc.so.6';

test('leaks of the talk are put together by who asked for the block', async () => {
  const lines = groups(await readFindings('corpus/talk/talk.xml'));
  // Own code that calls a container of the library directly is a cause of its own; the library's tables are another.
  expect(lines).toContain('1 in 1: allocation acpi_align_size (definite)');
  expect(lines).toContain('1 in 1: allocation fw_cfg_add_file (definite)');
  expect(lines).toContain('11 in 9: allocation g_array_set_size (definite)');
  expect(lines).toContain('3 in 3: allocation g_array_set_size (reachable)');
  expect(lines).toContain('4 in 3: allocation qemu_new_net_client (definite, indirect, possible)');
  expect(lines).toContain('7 in 5: allocation g_quark_from_static_string (reachable)');
  // Wrappers of ioctl do not make all requests one cause.
  expect(lines).toContain('2 in 2: argument ioctl(generic) kvm_pit_put (Memcheck:Param)');
  expect(lines).toContain('1 in 1: argument ioctl(generic) kvm_clock_put (Memcheck:Param)');
  expect(lines).toContain('1 in 1: argument write(buf) qcow2_write_header (Memcheck:Param)');
  expect(lines[0]).toContain('11 in 9');
});

test('text and XML of one program give the same groups', async () => {
  const strip = (lines: string[]) => lines.map((line) => line.replace(/^\d+ in /, ''));
  const own = [{ type: 'obj', pattern: '*/machine' }] as const;
  const lines = async (path: string) =>
    strip(groupFindings(await readFindings(path), own).map(groupLine)).sort();
  expect(await lines('corpus/talk/talk.txt')).toEqual(await lines('corpus/talk/talk.xml'));
});

test('races are put together by the variable, which is not that of the locks that were held', async () => {
  expect(groups(await readFindings('log/text/logs/helgrind.txt'))).toContain(
    '2 in 1: variable data symbol "shared" (Helgrind:Race)',
  );
  expect(groups(await readFindings('log/xml/logs/helgrind.xml'))).toContain(
    '2 in 1: variable data symbol "counter" (Helgrind:Race)',
  );
  // drd knows no more than the section here, which many variables share.
  expect(groups(await readFindings('log/text/logs/drd.txt'))).toContain(
    '2 in 1: stack bump < main (drd:ConflictingAccess)',
  );
});

function race(stack: readonly string[], captions: readonly (readonly [string, ...string[]])[]): Finding {
  return finding(stack, {
    tool: 'helgrind',
    kind: 'Helgrind:Race',
    leakKind: undefined,
    what: 'Possible data race during read of size 4 at 0x60104C by thread #1',
    auxiliary: captions.map(([caption, ...frames]) => ({ caption, frames: frames.map(frame) })),
  } as Partial<Finding>);
}

test.each([
  [
    ['Location 0x60104c is 0 bytes inside global var "x"'],
    ['declared at race.c:3'],
    'global var "x" of race.c',
  ],
  [
    ['Location 0x60104c is 4 bytes inside table[3].used,'],
    ['a global variable declared at race.c:3'],
    'var "table"',
  ],
  [
    ["Address 0x60104c is on thread #1's stack"],
    ['in frame #2, created by run(int (*)[2]) (race.c:3)'],
    'local variable of run(int (*)[2])',
  ],
  [
    ["Address 0x60104c is 0 bytes inside a block of size 8 alloc'd", 'malloc', `node_new@${mine}`],
    ["Block was alloc'd by thread #1"],
    'block allocated in node_new',
  ],
  [
    ['Address 0x60104c is at offset 8 from 0x601044.'],
    ['Allocation context', 'malloc', `@${lib}`, `g_queue_new@${lib}`, `node_new@${mine}`],
    'block allocated in node_new',
  ],
] as const)('a race at %j, %j', (one, two, name) => {
  const lock = ['Address 0x80 is 0 bytes inside data symbol "a_lock"'] as const;
  const found = race(
    ['f@/home/me/program', 'main'],
    [['Lock at 0x80 was first observed', 'g'], lock, one, two],
  );
  expect(groupFindings([found], []).map(({ cause }) => cause)).toEqual([{ type: 'variable', name }]);
});

test('a race of which the address is not told is put together by its stack', () => {
  const found = race([`f@${mine}`, 'main'], [['Address 0x80 is 0 bytes inside data symbol "a_lock"']]);
  expect(groups([found])).toEqual(['1 in 1: stack f < main (Helgrind:Race)']);
});

test('undefined values are put together by their origin', async () => {
  for (const form of ['txt', 'xml']) {
    const lines = groups(await readFindings(`corpus/origins/heap.${form}`, `corpus/origins/stack.${form}`));
    expect(lines.length).toBeGreaterThan(0);
    for (const line of lines) expect(line).toMatch(/: (?:origin|argument) /);
  }
  const undefinedValue = (stack: string[], ...origin: string[]) =>
    finding(stack, {
      kind: 'Memcheck:Cond',
      leakKind: undefined,
      origins: origin.length === 0 ? [] : [{ caption: 'Uninitialised value', frames: origin.map(frame) }],
    } as Partial<Finding>);
  expect(
    groups([
      undefinedValue([`use@${mine}`, 'main'], 'malloc', `make@${mine}`, 'main'),
      undefinedValue([`print@${mine}`, 'main'], 'realloc', `make@${mine}`, 'other'),
      undefinedValue([`use@${mine}`, 'main']),
    ]),
  ).toEqual(['2 in 2: origin make (Memcheck:Cond)', '1 in 1: stack use < main (Memcheck:Cond)']);
});

test('unnamed frames of a library are a part of the site', () => {
  const leak = (...through: string[]) =>
    finding(['malloc', ...through, `thing_open@${lib}`, `thing@${lib}`, 'main']);
  expect(groups([leak(`@${lib}`), leak(), leak(`@${lib}`, `@${lib}`)])).toEqual(
    Array<string>(3).fill('1 in 1: allocation thing_open (definite)'),
  );
});

test('what the C library hands out is for its caller, also where the log tells no object', () => {
  const leak = (...stack: { fun: string; file?: string }[]) => {
    const found = finding([]);
    return { ...found, frames: [{ fun: 'malloc' }, ...stack] };
  };
  const line = { file: 'a.c' };
  expect(
    groups([
      leak(
        { fun: '__vasprintf_internal', ...line },
        { fun: '__asprintf_chk', ...line },
        { fun: 'say', ...line },
      ),
    ]),
  ).toEqual(['1 in 1: allocation say (definite)']);
});

test('the memory of a thread belongs to who starts it', () => {
  const made = [
    'calloc',
    'calloc',
    'allocate_dtv',
    '_dl_allocate_tls',
    'allocate_stack',
    'pthread_create@@GLIBC_2.34',
  ];
  const thread = (starter: string) => {
    const found = finding([], { leakKind: 'possible' });
    return { ...found, id: starter, frames: [...made.map((fun) => ({ fun })), frame(`${starter}@${mine}`)] };
  };
  expect(groups([thread('a'), thread('b')])).toEqual([
    '1 in 1: allocation a (possible)',
    '1 in 1: allocation b (possible)',
  ]);
});

test('other errors share the innermost frames that say something', () => {
  const bad = (kind: string, ...stack: string[]) =>
    finding(stack, { kind, leakKind: undefined } as Partial<Finding>);
  expect(
    groups([
      bad('Memcheck:Addr4', `__memcpy_avx@${libc}`, `copy@${mine}`, `run@${mine}`, 'main'),
      bad('Memcheck:Addr8', 'strlen', `copy@${mine}`, `run@${mine}`, 'thread'),
      bad('Memcheck:Free', 'free', `copy@${mine}`, `run@${mine}`, 'main'),
    ]).sort(),
  ).toEqual([
    '1 in 1: stack copy < run < main (Memcheck:Free)',
    '2 in 2: stack copy < run (Memcheck:Addr4, Memcheck:Addr8)',
  ]);
});

test('no order of the findings shows in the groups, and none is lost', async () => {
  const findings = [
    ...(await readFindings('corpus/talk/talk.xml', 'corpus/debian/qemu-img-helgrind.xml.gz')),
    finding([]),
    finding(['']),
  ];
  const all = groupFindings(findings, []);
  expect(all.flatMap((group) => group.findings.map(({ id }) => id)).sort()).toEqual(
    findings.map(({ id }) => id).sort(),
  );
  for (const group of all) {
    expect(group.id).toBe(group.findings.map(({ id }) => id).sort()[0]);
    expect(group.count).toBe(group.findings.reduce((total, { count }) => total + count, 0));
  }
  expect(all.map(({ count }) => count)).toEqual(all.map(({ count }) => count).sort((a, b) => b - a));
  fc.assert(
    fc.property(fc.shuffledSubarray(findings, { minLength: findings.length }), (shuffled) => {
      expect(groupFindings(shuffled, [])).toEqual(all);
    }),
    { numRuns: 5 },
  );
});
