import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { minimize } from '../../src/minimize/minimize.js';
import { suppressionFile } from '../../src/report/minimize/supp.js';
import { finding, patterns } from './make.js';

const base = { existing: [], numCallers: 12, limits: { nodes: 1000 } };
const lib = '/usr/lib/libx.so.1.2';
const all = (real = '') => ({
  real: real ? patterns(real) : [],
  noise: [],
  unmarked: 'noise' as const,
  own: [],
});

const init = finding(['malloc', `x_grow@${lib}`, `x_table_new@${lib}`, `x_init@${lib}`, 'main']);
const reload = finding([
  'realloc',
  `x_more@${lib}`,
  `x_table_new@${lib}`,
  `x_init@${lib}`,
  `x_reload@${lib}`,
  'main',
]);

describe('minimize', () => {
  test('one entry for findings of one cause', async () => {
    const { suppressions, noise, bound } = await minimize([init, reload], { ...base, knowledge: all() });
    expect(suppressions).toHaveLength(1);
    expect(suppressions[0]!.hides).toEqual([init.id, reload.id].sort());
    expect(suppressions[0]!.leakKinds).toEqual(['definite']);
    expect(noise).toEqual({ findings: 2, distinct: 2, hidden: 2 });
    expect(bound).toBe(1);
  });

  test('never an entry that hides a real finding, even where it would save entries', async () => {
    const mine = finding(['calloc', `x_other@${lib}`, `x_table_new@${lib}`, `x_init@${lib}`, 'mine']);
    const real = '{\nmine\nMemcheck:Leak\n...\nfun:mine\n}\n';
    const result = await minimize([init, reload, mine], { ...base, knowledge: all(real) });
    for (const entry of result.suppressions)
      expect(matches({ ...entry, file: '', line: 0 }, mine)).toBe('no');
    expect(result.noise.hidden).toBe(2);
    expect(result.real).toEqual({ findings: 1, distinct: 1, hidden: 0 });
  });

  test('the file of a program is not as good as `main`: a leak of another function of it stays reported', async () => {
    const program = '/usr/sbin/xm';
    const stack = ['malloc@/usr/libexec/vgpreload_memcheck.so', `xalloc@${program}`];
    const kept = finding([...stack, `main@${program}`], { leakKind: 'reachable' });
    const lost = finding([...stack, `noisy@${program}`, `main@${program}`]);
    const unseen = finding([...stack, `serve_request@${program}`, `main@${program}`]);
    const result = await minimize([kept, lost], { ...base, knowledge: all() });
    expect(result.noise.hidden).toBe(2);
    for (const entry of result.suppressions)
      expect(matches({ ...entry, file: '', line: 0 }, unseen)).toBe('no');
  });

  test('an operator that a text log prints without its symbol is named by it: what malloc allocates stays reported', async () => {
    const preload = '/usr/libexec/valgrind/vgpreload_memcheck-amd64-linux.so';
    const printed = { demangled: 'operator new(unsigned long)', obj: preload, file: null };
    const tail = finding(['main']).frames;
    const kept = finding([], { leakKind: 'reachable', frames: [printed, ...tail] });
    const { suppressions } = await minimize([kept], { ...base, knowledge: all() });
    expect(suppressions).toHaveLength(1);
    const answer = (first: object) =>
      matches(
        { ...suppressions[0]!, file: '', line: 0 },
        { ...kept, frames: [{ ...printed, ...first }, ...tail] },
      );
    expect(answer({})).toBe('yes');
    expect(answer({ fun: '_Znwm' })).toBe('yes');
    expect(answer({ fun: 'malloc' })).toBe('no');
  });

  test('noise with the stack of a real finding stays reported, with the reason', async () => {
    // Beyond the reach of the set the two differ, so nothing can tell them apart.
    const deep = (end: string) =>
      finding(['malloc', ...Array.from({ length: 11 }, (_, n) => `f${n}@${lib}`), end]);
    const real = `{\nend\nMemcheck:Leak\n...\nfun:mine\n}\n`;
    const { uncovered } = await minimize([deep('theirs'), deep('mine')], { ...base, knowledge: all(real) });
    expect(uncovered).toEqual([
      { id: deep('theirs').id, reason: `a real finding has the same stack: ${deep('mine').id}` },
    ]);
  });

  test('noise without an anchor stays reported, with the reason', async () => {
    const bare: Finding = {
      ...finding([]),
      frames: [{ fun: 'malloc' }, { fun: '???', obj: '???', file: null }],
    };
    const { uncovered, suppressions } = await minimize([bare], { ...base, knowledge: all() });
    expect(suppressions).toEqual([]);
    expect(uncovered).toEqual([{ id: bare.id, reason: 'nothing allowed anchors it' }]);
  });

  test('leak kinds are as wide as the noise, and leave out kinds in which a real finding would be hit', async () => {
    const reachable: Finding = { ...reload, id: 'r', leakKind: 'reachable' };
    const definite: Finding = { ...init, id: 'd', frames: reload.frames };
    const { suppressions } = await minimize([init, reachable, definite], {
      ...base,
      knowledge: all('{\nd\nMemcheck:Leak\nmatch-leak-kinds: definite\nfun:realloc\n}\n'),
    });
    for (const entry of suppressions) expect(matches({ ...entry, file: '', line: 0 }, definite)).toBe('no');
    expect(suppressions.flatMap((entry) => entry.hides).sort()).toEqual([init.id, 'r'].sort());
  });

  test('what a set in use hides is done', async () => {
    const existing = patterns('{\ninit\nMemcheck:Leak\nfun:malloc\nfun:x_grow\n}\n');
    const { suppressions, noise } = await minimize([init, reload], { ...base, existing, knowledge: all() });
    expect(suppressions.flatMap((entry) => entry.hides)).toEqual([reload.id]);
    expect(noise.hidden).toBe(2);
  });

  test('no entry is longer than --num-callers', async () => {
    const long = finding(['malloc', ...Array.from({ length: 30 }, (_, n) => `f${n}@${lib}`)]);
    for (const numCallers of [2, 3, 5]) {
      const { suppressions } = await minimize([long], { ...base, numCallers, knowledge: all() });
      expect(suppressions[0]!.frames.length).toBeLessThanOrEqual(numCallers);
    }
  });

  test('the order of the findings does not show in the bytes', async () => {
    const given = [
      init,
      reload,
      finding(['malloc', `y@${lib}`, `z@${lib}`]),
      finding(['calloc', `q@${lib}`]),
    ];
    const bytes = await Promise.all(
      [given, given.toReversed(), [given[2]!, given[0]!, given[3]!, given[1]!]].map(async (order) =>
        suppressionFile((await minimize(order, { ...base, knowledge: all() })).suppressions),
      ),
    );
    expect(new Set(bytes).size).toBe(1);
    expect(bytes[0]).not.toBe('');
  });
});
