import { describe, expect, test } from 'vitest';
import { complete, incomplete, leak, leakEntry, rewritten } from './make.js';

const init = leak('x_grow x_table_new x_init');
const reload = leak('x_more x_table_new x_init x_reload');
const other = leak('y_make y_open');
const mine = leak('x_grow x_table_new x_init mine', { leakKind: 'possible' });
const isMine = leakEntry('what is mine', '...', 'mine');

const changes = ({ changes: all }: Awaited<ReturnType<typeof rewritten>>) =>
  all.map(({ action, line, reason }) => `${action} ${line}: ${reason}`);

describe('entries that another covers', () => {
  const narrow = leakEntry('narrow', 'malloc', 'x_grow', 'x_table_new', 'x_init');
  const broad = leakEntry('broad', '...', 'x_table_new', 'x_init');

  test.each([
    ['after', broad + narrow, 'remove 9: covered by broad (line 2)'],
    ['before', narrow + broad, 'remove 2: covered by broad (line 10)'],
  ])('go, where they stand %s it', async (_, text, change) => {
    for (const evidence of [complete, incomplete])
      for (const generalise of [true, false]) {
        const result = await rewritten(text, { findings: [init, reload], evidence, generalise });
        expect(changes(result)).toEqual([change]);
        expect(result.text).toBe(broad);
      }
  });

  test('the first of equal ones stays', async () => {
    const result = await rewritten(broad + broad.replace('broad', 'again'), {
      findings: [init],
      evidence: incomplete,
    });
    expect(changes(result)).toEqual(['remove 9: covered by broad (line 2)']);
  });

  test('other leak kinds are not covered', async () => {
    const reachable = leakEntry('reachable', 'match-leak-kinds: reachable', '...', 'x_init');
    const { text } = await rewritten(reachable + broad, { findings: [init], evidence: incomplete });
    expect(text).toBe(reachable + broad);
  });

  test('a chain of them ends at one that stays', async () => {
    const middle = leakEntry('middle', '...', 'x_grow', 'x_table_new', 'x_init');
    const result = await rewritten(narrow + middle + broad, { findings: [init], evidence: incomplete });
    expect(changes(result)).toEqual([
      'remove 2: covered by broad (line 18)',
      'remove 10: covered by broad (line 18)',
    ]);
  });
});

describe('entries that hide a real finding', () => {
  const broad = leakEntry('tables', '...', 'x_table_new');

  test('get fewer leak kinds where that is enough, and keep their lines', async () => {
    const result = await rewritten(broad, { findings: [init, reload, mine], real: isMine });
    expect(changes(result)).toEqual([
      `replace 2: hid the real finding ${mine.id}: now only for leaks that are definite`,
    ]);
    expect(result.text).toBe(leakEntry('tables', 'match-leak-kinds: definite', '...', 'x_table_new'));
    expect(result.real).toEqual({ distinct: 1, hidden: { before: 1, after: 0 } });
  });

  test('keep all other leak kinds where logs do not show everything', async () => {
    const result = await rewritten(broad, { findings: [init, mine], real: isMine, evidence: incomplete });
    expect(result.text).toContain('match-leak-kinds: reachable,indirect,definite\n');
    expect(changes(result)[0]).toContain('changed for that alone: the logs do not show all that it hides');
  });

  const same = { ...leak('x_grow x_table_new x_init mine') };

  test('are replaced by what hides their noise, and keep name, comments and place', async () => {
    const text = `# why\n${broad.replace('   ...', '   # by hand\n   ...')}\n${leakEntry('y', '...', 'y_make')}`;
    const result = await rewritten(text, { findings: [init, reload, same, other], real: isMine });
    expect(result.text).toMatch(/^# why\n\{\n {3}tables\n {3}Memcheck:Leak\n/);
    expect(result.text).toContain('# by hand');
    expect(result.text.indexOf('tables')).toBeLessThan(result.text.indexOf('   y\n'));
    expect(changes(result)[0]).toMatch(
      new RegExp(`^replace 3: hid the real finding ${same.id}: now \\d+ lines`),
    );
    expect(result.real.hidden.after).toBe(0);
    expect(result.noise.hidden).toEqual({ before: 3, after: 3 });
  });

  test('get narrower and never broader with --no-generalise', async () => {
    const result = await rewritten(broad, {
      findings: [init, reload, same],
      real: isMine,
      generalise: false,
    });
    expect(changes(result)[0]).toMatch(`replace 2: hid the real finding ${same.id}: now `);
    expect(result.noise.hidden).toEqual({ before: 2, after: 2 });
    expect(result.real.hidden.after).toBe(0);
  });

  test('go when they hide nothing else', async () => {
    for (const generalise of [true, false]) {
      const result = await rewritten(broad, {
        findings: [same],
        real: isMine,
        generalise,
      });
      expect(result.text).toBe('');
      expect(changes(result)[0]).toMatch(`remove 2: hid the real finding ${same.id}`);
    }
  });

  test('leave noise reported that has the same stack, with the reason', async () => {
    const text = leakEntry('all', '...', 'f0');
    const deep = (end: string) => leak([...Array.from({ length: 11 }, (_, n) => `f${n}`), end].join(' '));
    for (const generalise of [true, false]) {
      const result = await rewritten(text, {
        findings: [deep('theirs'), deep('mine')],
        real: isMine,
        generalise,
      });
      expect(result.text).toBe('');
      expect(result.uncovered).toEqual([
        { id: deep('theirs').id, reason: `a real finding has the same stack: ${deep('mine').id}` },
      ]);
    }
  });

  test('that name several tools are mended too, and go on naming them', async () => {
    const shared = broad.replace('Memcheck:', 'Addrcheck,Memcheck:');
    const result = await rewritten(shared, { findings: [init, mine], real: isMine });
    expect(result.text).toContain(
      '   Addrcheck,Memcheck:Leak\n   match-leak-kinds: reachable,indirect,definite\n',
    );
  });
});

describe('entries that hide nothing', () => {
  const unused = leakEntry('unused', '...', 'z_gone');
  const used = leakEntry('used', '...', 'x_table_new', 'x_init');

  test('go where the logs would show what they hide', async () => {
    const result = await rewritten(`${used}\n# of old\n${unused}`, { findings: [init] });
    expect(changes(result)).toEqual(['remove 11: hides none of the findings of Memcheck in the logs']);
    expect(result.text).toBe(used);
  });

  test.each([
    ['logs were recorded under suppressions', incomplete],
    ['no process of the tool was logged', { ...complete, tools: new Set(['drd'] as const) }],
    ['logs do not show all kinds of leaks', { ...complete, leakKinds: new Set(['definite'] as const) }],
  ])('stay and are named where %s', async (_, evidence) => {
    const result = await rewritten(unused, { evidence });
    expect(result.text).toBe(unused);
    expect(result.unused).toEqual([{ name: 'unused', line: 2 }]);
  });

  test('stay where the log does not tell', async () => {
    const text = '{\n   maybe\n   Memcheck:Leak\n   fun:malloc\n   src:x.c\n}\n';
    const untold = leak('x_grow', { frames: [{ fun: 'malloc' }, { fun: 'x_grow' }, { fun: 'main' }] });
    const result = await rewritten(text, { findings: [untold] });
    expect(result.text).toContain(text);
  });
});

describe('a smaller set', () => {
  const a = leakEntry('a', 'malloc', 'x_grow', 'x_table_new', 'x_init');
  const b = leakEntry('b', 'malloc', 'x_more', 'x_table_new', 'x_init');
  const y = leakEntry('y, as it was', '...', 'y_make', '# here', 'y_open', '...');

  test('merges what has one cause, joins the comments, and touches nothing else', async () => {
    const result = await rewritten(`# on a\n${a}\n${y}\n# on b\n${b}`, { findings: [init, reload, other] });
    expect(changes(result)).toEqual([
      expect.stringMatching(
        /^replace 3: takes the place of b \(line 23\) as well: one cause: now \d lines for 2 noise/,
      ),
      'remove 23: replaced by a (line 3): one cause',
    ]);
    expect(result.text).toMatch(/^# on a\n# on b\n\{\n {3}a\n/);
    expect(result.text).toContain(`\n${y}`);
    expect(result.entries).toEqual({ before: 3, after: 2 });
    expect(result.noise.hidden).toEqual({ before: 3, after: 3 });
  });

  test.each([
    ['incomplete evidence', { evidence: incomplete }],
    ['--no-generalise', { generalise: false }],
  ])('is not made with %s', async (_, more) => {
    const text = a + y + b;
    expect((await rewritten(text, { findings: [init, reload, other], ...more })).text).toBe(text);
  });

  test('drops what others hide together', async () => {
    const third = leak('x_more x_table_new x_init x_reload x_all');
    const all = leakEntry('through x_init', '...', 'x_table_new', 'x_init');
    const some = leakEntry('some', '...', 'x_reload');
    const result = await rewritten(some + all, { findings: [init, reload, third] });
    expect(changes(result)).toEqual(['remove 2: what it hides is hidden by through x_init (line 8) as well']);
  });

  test('drops the comments that chaff wrote for what was there, and writes new ones', async () => {
    const old =
      '# hides 3 findings (3 error records) of old.log\n# would also hide a leak of your own call to x\n';
    const { text } = await rewritten(old + a + b, { findings: [init, reload] });
    expect(text).not.toContain('old.log');
    expect(text).toMatch(/^# hides 2 findings \(2 error records\) of a\.log\n/);
  });
});

describe('noise that nothing else hideses', () => {
  const used = leakEntry('used', '...', 'x_table_new', 'x_init');

  test('gets new entries at the end', async () => {
    const result = await rewritten(used, { findings: [init, other], evidence: incomplete });
    expect(result.text.startsWith(`${used}\n# hides 1 finding`)).toBe(true);
    expect(changes(result)).toEqual(['add 12: hides 1 noise finding that nothing else hides']);
  });

  test('gets exact ones with --no-generalise', async () => {
    const { text } = await rewritten('', { findings: [other], generalise: false });
    expect(text).toContain('   fun:malloc\n   fun:y_make\n   fun:y_open\n   fun:main\n}\n');
    expect(text.startsWith('#')).toBe(true);
  });

  test('gets none where another file in use hides it', async () => {
    const { suppression } = {
      suppression: { name: 'n', kind: 'Memcheck:Leak', frames: [], file: 'f', line: 1 },
    };
    const { text } = await rewritten(used, { findings: [init, other], existing: [suppression] });
    expect(text).toBe(used);
  });

  test('gets none that the Valgrind which reads the file would refuse', async () => {
    const late = leak('y_make y_open', { kind: 'Memcheck:ReallocZero', leakKind: undefined });
    const result = await rewritten('', { findings: [late], version: '3.19.0' });
    expect(result.text).toBe('');
    expect(result.uncovered).toEqual([
      { id: late.id, reason: 'Valgrind 3.19.0 has no Memcheck:ReallocZero' },
    ]);
  });
});
