import { describe, expect, test } from 'vitest';
import { minimize } from '../../src/minimize/minimize.js';
import { isWrittenComment } from '../../src/rewrite/comments.js';
import { noiseOnly } from '../minimize/make.js';
import { incomplete, leak, leakEntry, rewritten } from './make.js';

const init = leak('x_grow x_table_new x_init');
const mine = leak('x_grow x_table_new x_init mine', { leakKind: 'possible' });
const isMine = leakEntry('what is mine', '...', 'mine');
const used = leakEntry('used', '...', 'x_table_new', 'x_init');
const unused = leakEntry('unused', '...', 'z_gone');

describe('what an entry leaves behind that goes', () => {
  test.each([
    ['no blank line at the end', `${used}\n${unused}`, used],
    ['no two blank lines', `${used}\n${unused}\n# on\n\n`, `${used}\n# on\n\n`],
    ['the blank line that is needed', `# of all\n\n${unused}\n${used}`, `# of all\n\n${used}`],
    ['no blank line at the start', `${unused}\n\n${used}`, used],
    ['nothing where there were no blank lines', used + unused + used.replace('used', 'x'), used],
    ['the head of the file', `# Copyright\n${unused}${used}`, `# Copyright\n\n${used}`],
    ['no comment that chaff wrote', `# hides 1 finding (1 error record) of x\n${unused}${used}`, used],
    ['a section of others', `${used}\n# Section\n\n# of it\n${unused}`, `${used}\n# Section\n`],
  ])('%s', async (_, text, left) => {
    expect((await rewritten(text, { findings: [init] })).text).toBe(left);
  });
});

describe('the comments above a row of entries', () => {
  const other = leak('y_make y_open');
  const also = leakEntry('also used', '...', 'y_open');
  const gone = leakEntry('gone, too', '...', 'z_gone', 'z_all');

  test.each([
    ['stay when its first entry goes', `# of z\n# old\n${unused}${also}`, `# of z\n# old\n${also}`],
    ['stay when several go', `# of z\n${unused}${gone}${also}`, `# of z\n${also}`],
    ['go with the last one', `# of z\n${unused}${gone}\n${also}`, also],
    ['go with an entry that stands alone', `# of z\n${unused}\n${also}`, also],
    ['are not those of the next row', `# of z\n${unused}# of y\n${also}`, `# of y\n${also}`],
    ['end at what is known of the entry', `# of z\n# owner: me\n# more\n${unused}${also}`, `# of z\n${also}`],
    [
      'silence nothing else',
      `# of z\n# chaff-disable-next-entry syntax\n${unused}${also}`,
      `# of z\n${also}`,
    ],
  ])('%s', async (_, text, left) => {
    const result = await rewritten(`${used}\n${text}`, { findings: [init, other] });
    expect(result.text).toBe(`${used}\n${left}`);
  });

  test('stay when its first entry is merged into another', async () => {
    const more = leak('x_more x_table_new x_init');
    const [a, b] = ['x_grow', 'x_more'].map((each) =>
      leakEntry(each, 'malloc', each, 'x_table_new', 'x_init'),
    );
    const text = `${a!}\n# of the row\n# owner: me\n${b!}${also}`;
    const result = await rewritten(text, { findings: [init, more, other] });
    expect(result.entries).toEqual({ before: 3, after: 2 });
    expect(result.text).toMatch(/^# owner: me\n\{/);
    expect(result.text.endsWith(`}\n\n# of the row\n${also}`)).toBe(true);
  });
});

describe('an entry that is changed', () => {
  const given = { findings: [init, mine], real: isMine };

  test('keeps its layout, and its comments where they stand', async () => {
    const text =
      '# above\n{\n\t# who\n\ttables  \n\n\tMemcheck:Leak\n\t# where\n\t...\n\tfun:x_table_new \n  # end\n }\n';
    expect((await rewritten(text, given)).text).toBe(
      text.replace('\t# where\n', '\tmatch-leak-kinds: definite\n\t# where\n'),
    );
  });

  test('keeps how lines end', async () => {
    const text = leakEntry('tables', '...', 'x_table_new').replaceAll('\n', '\r\n');
    const other = leak('y_make y_open');
    const result = await rewritten(text, { ...given, findings: [init, mine, other], evidence: incomplete });
    expect(result.text).not.toMatch(/[^\r]\n/);
    expect(result.entries.after).toBe(2);
  });

  test('keeps lines that only a deeper run would read', async () => {
    const text = leakEntry('tables', 'malloc', 'x_grow', 'x_table_new', 'x_init');
    const result = await rewritten(text, { ...given, numCallers: 2 });
    expect(result.text).toBe(text.replace('Leak\n', 'Leak\n   match-leak-kinds: definite\n'));
  });

  test('keeps the comments of lines that go', async () => {
    const text = leakEntry(
      'tables',
      'match-leak-kinds: possible,definite',
      '# any',
      '*alloc',
      '# table',
      '...',
      'x_table_new',
    );
    const same = { ...mine, id: 'same', leakKind: init.leakKind };
    const result = await rewritten(text, { findings: [init, same], real: isMine });
    expect(result.text).toMatch(/# any\n[^]*# table\n/);
    expect(result.changes[0]!.reason).toContain('hid the real finding same');
  });
});

describe('new entries', () => {
  const other = leak('y_make y_open');

  test('begin on a line of their own', async () => {
    const { text } = await rewritten(used.trimEnd(), { findings: [init, other], evidence: incomplete });
    expect(text.startsWith(`${used}\n# hides`)).toBe(true);
  });

  test.each([
    ['is never closed', '{\n   broken\n   Helgrind:Race\n   fun:f\n'],
    ['is closed for people only', '{\n   broken\n   Helgrind:Race\n   fun:f\n} '],
  ])('stand in front when the last entry %s, and the broken piece stays', async (_, broken) => {
    const text = `# head\n\n${used}\n${broken}`;
    const result = await rewritten(text, { findings: [init, other], evidence: incomplete });
    expect(result.text).toMatch(/^# head\n\n# hides/);
    expect(result.text.endsWith(`\n}\n\n${used}\n${broken}`)).toBe(true);
    expect(result.noise.hidden.after).toBe(2);
  });

  test('have names that no entry has or had', async () => {
    const given = { findings: [other], evidence: incomplete };
    const name = (await rewritten('', given)).changes[0]!.name;
    const result = await rewritten(leakEntry(name, '...', 'z_gone'), given);
    expect(result.changes.map((change) => change.name)).toEqual([`${name} (2)`]);
  });
});

describe('broken pieces', () => {
  const broken = '{\n   of old\n   Memcheck:Leek\n   fun:x_init\n}\n';

  test.each([
    ['an entry of an unknown kind', broken],
    ['an entry without locations', '{\n   none\n   Memcheck:Leak\n}\n'],
    ['stray lines', 'fun:x_table_new\n'],
    ['an entry of an unknown tool', '{\n   x\n   Massif:Leak\n   fun:z_gone\n}\n'],
    ['an entry of the core', '{\n   fds\n   CoreError:FdNotClosed\n   fun:z_gone\n}\n'],
  ])('%s stays as it is', async (_, piece) => {
    const result = await rewritten(`${unused}\n${piece}\n${used}`, { findings: [init] });
    expect(result.text).toBe(`${piece}\n${used}`);
  });

  test('an entry into which a broken one runs is not touched, and named if it hides what is real', async () => {
    const open = '{\n   open\n   Helgrind:Race\n   fun:f\n';
    const broad = leakEntry('tables', '...', 'x_table_new');
    // Helgrind reads on to the end of the second entry, so nobody can tell what taking it away would do.
    const cond = { kind: 'Helgrind:Race', tool: 'helgrind' as const, leakKind: undefined };
    const real = isMine.replace('Memcheck:Leak', 'Helgrind:Race');
    const text = open + broad.replace('Memcheck:Leak', 'Helgrind:Race');
    const result = await rewritten(text, { findings: [{ ...mine, ...cond }], real });
    expect(result.text).toBe(text);
    expect(result.unmended).toEqual([{ name: 'tables', line: 6, real: [mine.id] }]);
  });
});

test('every comment that minimize writes is known as such', async () => {
  const { suppressions } = await minimize([init, mine, leak('y_make y_open')], noiseOnly);
  const untold = { ...init, id: 'untold', frames: init.frames.map(({ fun }) => ({ fun: `${fun!}2` })) };
  const { suppressions: more } = await minimize([untold], { ...noiseOnly, guard: 'off' });
  const comments = [...suppressions, ...more].flatMap((each) => each.comments ?? []);
  expect(comments.length).toBeGreaterThan(3);
  expect(comments.filter((comment) => !isWrittenComment(`# ${comment}`))).toEqual([]);
});
