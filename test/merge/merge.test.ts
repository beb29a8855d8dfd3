import { describe, expect, test } from 'vitest';
import { brokenIn, readForMerge } from '../../src/merge/broken.js';
import { merge } from '../../src/merge/merge.js';
import { cond, contentsOf, entry, leak, merged, reading } from './make.js';

const f = cond('f', 'f');

/** Of what was folded: who into whom, and how. */
function foldsOf(texts: readonly string[], more: Parameters<typeof merged>[1] = {}) {
  return merged(texts, more).entries.flatMap(({ entry, folds }) =>
    folds.map((fold) => `${fold.entry.file}:${fold.entry.name} ${fold.how} ${entry.file}:${entry.name}`),
  );
}

describe('what stays', () => {
  test('one file that says nothing twice is itself, byte for byte', () => {
    const odd = '\n\n# head\r\n\n {\n\tx \r\n Memcheck:Cond\n\n fun:f\n}\n\n\n# end\n\n';
    expect(merged([odd]).bytes).toBe(odd);
    expect(merged(['']).bytes).toBe('');
  });

  test('a file that is given twice is one', () => {
    const file = readForMerge({ name: 'a', bytes: f }, reading);
    expect(merge([file, file], reading).bytes).toBe(f);
  });

  test('files come one after the other with a blank line between them', () => {
    const g = cond('g', 'g');
    expect(merged([f.trimEnd(), `\n\n${g}\n`, '# end\n']).bytes).toBe(`${f}\n${g}\n# end\n`);
  });

  test('of entries that say the same the first stays, whatever they are called and however they are laid out', () => {
    const other = '{\nother\nMemcheck:Value0\n fun:f\n}\n';
    expect(merged([f, other]).bytes).toBe(f.replace('{\n', '{\n   # folded: other\n'));
    expect(foldsOf([f, other])).toEqual(['b.supp:other same a.supp:f']);
  });

  test('a broader entry stays where it stands, first or not', () => {
    const narrow = leak('narrow', 'malloc', 'a', 'init');
    const broad = leak('broad', '...', 'init');
    expect(foldsOf([broad, narrow])).toEqual(['b.supp:narrow covered a.supp:broad']);
    expect(foldsOf([narrow, broad])).toEqual(['a.supp:narrow covered b.supp:broad']);
    expect(contentsOf(merged([narrow, broad]).bytes)).toEqual(contentsOf(broad));
    expect(merged([narrow, broad], { keepNarrow: true }).bytes).toBe(`${narrow}\n${broad}`);
  });

  test('of entries that hide the same the one with fewer lines stays, also if it comes later', () => {
    const long = cond('long', 'f', 'obj:*', '...');
    const short = cond('short', 'f', 'obj:*');
    expect(foldsOf([long, short])).toEqual(['a.supp:long equivalent b.supp:short']);
    expect(foldsOf([short, long])).toEqual(['b.supp:long equivalent a.supp:short']);
  });

  test('what goes into one that goes itself goes into the last', () => {
    const steps = [cond('a', 'f', 'g', 'h'), cond('b', 'f', 'g'), cond('c', 'f')];
    expect(foldsOf(steps)).toEqual(['a.supp:a covered c.supp:c', 'b.supp:b covered c.supp:c']);
  });

  test('an entry for two tools is covered by one for both only', () => {
    const both = entry('both', 'Memcheck,Helgrind:Leak', 'x', 'y').replace('Leak', 'FdBadClose');
    const core = both.replace('Memcheck,Helgrind', 'CoreError');
    const broad = core.replace('   fun:y\n', '').replace('both', 'broad');
    expect(foldsOf([core, broad])).toEqual(['a.supp:both covered b.supp:broad']);
    const race = entry('race', 'Helgrind:Race', 'x', 'y');
    expect(foldsOf([race, entry('other tool', 'Memcheck:Cond', 'x')])).toEqual([]);
  });

  test('entries that hide nothing, or that no tool reads, go for their copies only', () => {
    const inert = entry('inert', 'memcheck:Cond', 'f', 'g');
    const dead = entry('dead', 'Memcheck:Leak', 'match-leak-kinds: none', 'f', 'g');
    const broad = [cond('b', 'f'), leak('b', 'f')].join('\n');
    expect(foldsOf([inert, dead, broad])).toEqual([]);
    expect(foldsOf([inert, dead, inert, dead])).toEqual([
      'c.supp:inert same a.supp:inert',
      'd.supp:dead same b.supp:dead',
    ]);
  });

  test('an entry goes only if it is covered at both depths', () => {
    const twelve = Array.from({ length: 12 }, (_, at) => `f${at}`);
    const long = leak('long', ...twelve, 'init');
    const gap = leak('gap', 'f0', '...', 'init');
    // Cut after twelve lines, the long one no longer asks for init.
    expect(foldsOf([gap, long])).toEqual([]);
    expect(foldsOf([gap, long], { numCallers: 13 })).toEqual(['b.supp:long covered a.supp:gap']);
    // Cut, both say the same; read whole they do not.
    expect(foldsOf([long, leak('other', ...twelve, 'exit')])).toEqual([]);
  });
});

describe('how long an entry is wanted', () => {
  const broad = (comment = '') => leak('broad', ...(comment ? [comment] : []), '...', 'init');
  const narrow = (comment = '') => leak('narrow', ...(comment ? [comment] : []), 'malloc', 'init');

  test.each([
    ['# expires: 2027-01-01', '', false],
    ['# expires: 2027-01-01', '# expires: 2027-01-02', false],
    ['# expires: 2027-01-02', '# expires: 2027-01-01', true],
    ['', '# expires: 2027-01-01', true],
    ['# valgrind: >=3.19', '', false],
    ['# valgrind: >=3.19', '# valgrind: >= 3.19', true],
    ['# valgrind: >=3.19', '# valgrind: >=3.20', false],
    ['', '# valgrind: 3.19', true],
    ['# max: 3', '', true],
    ['', '# max: 3', false],
    ['# max: 1', '# max: 3', false],
  ])('%j may stand for %j: %s', (mine, theirs, may) => {
    expect(foldsOf([broad(mine), narrow(theirs)]).length).toBe(may ? 1 : 0);
    expect(foldsOf([narrow(theirs), broad(mine)]).length).toBe(may ? 1 : 0);
  });

  test('of copies the one that is wanted for longer stays', () => {
    const [soon, later] = ['2027-01-01', '2028-01-01'].map((day) => cond('x', `# expires: ${day}`, 'f'));
    expect(merged([soon!, later!]).bytes).toBe(
      cond('x', '# expires: 2028-01-01', 'f').replace('{\n', '{\n   # folded: x [expires: 2027-01-01]\n'),
    );
    expect(foldsOf([soon!, f])).toEqual(['a.supp:x same b.supp:f']);
  });

  test('of copies the one that counts stays, with the smaller number', () => {
    const [three, two] = [3, 2].map((most) => cond(`at most ${most}`, `# max: ${most}`, 'f'));
    expect(foldsOf([f, three!, two!])).toEqual([
      'a.supp:f same c.supp:at most 2',
      'b.supp:at most 3 same c.supp:at most 2',
    ]);
    expect(merged([three!, two!]).bytes).toContain('# folded: at most 3 [max: 3]\n');
  });
});

describe('names', () => {
  test('are unique: the first of a name keeps it', () => {
    const { bytes, entries } = merged([f, cond('f', 'g'), cond('f (2)', 'h')]);
    expect(entries.map(({ name }) => name)).toEqual(['f', 'f (3)', 'f (2)']);
    expect(bytes).toBe([f, cond('f (3)', 'g'), cond('f (2)', 'h')].join('\n'));
  });

  test('that are folded are told, unless they are the same but for a number, or none', () => {
    const names = ['f', 'f (2)', '<insert_a_suppression_name_here>', 'other'];
    expect(merged([`\n${f}`, ...names.map((name) => cond(name, 'f'))]).bytes).toBe(`\n# folded: other\n${f}`);
  });

  test('that fill a line stay', () => {
    const name = 'n'.repeat(51_150);
    const { bytes } = merged([
      cond(name, 'f'),
      cond(name, 'g'),
      cond('x', 'f'),
      `\n${cond('y'.repeat(51_150), 'x')}`,
      cond('z', 'x'),
    ]);
    expect(Math.max(...bytes.split('\n').map(({ length }) => length))).toBeLessThanOrEqual(51_199);
  });
});

describe('comments', () => {
  const stays = '\n# about f\n# reason: of f\n' + f;
  const join = (text: string, ...more: readonly string[]) => merged([stays, `\n${text}`, ...more]).bytes;

  test('of those that go are joined, each once', () => {
    const goes = cond('f', '# more of f', '# reason: of f', '# bug: http://x/1', 'f');
    const joined = '\n# about f\n# reason: of f\n# more of f\n# bug: http://x/1\n' + f;
    expect(join(goes)).toBe(joined);
    expect(join(goes, `\n${goes}`, joined)).toBe(joined);
  });

  test('inside of entries are joined as well', () => {
    expect(join(f.replace('   fun', '   # why f\n   fun'))).toBe(
      '\n# about f\n# reason: of f\n# why f\n' + f,
    );
  });

  test('that go on in the next line stay together', () => {
    const goes = cond('f', '# about f', '# and about g', 'f');
    expect(join(goes)).toBe('\n# about f\n# reason: of f\n# about f\n# and about g\n' + f);
    expect(join(goes, join(goes))).toBe(join(goes));
  });

  test('go inside where it would not be sure what they are about', () => {
    const inside = f.replace('{\n', '{\n   # why\n');
    const row = `\n# all of it\n${f}${cond('g', 'g')}`;
    expect(merged([row, `\n${cond('f', '# why', 'f')}`]).bytes).toBe(
      `\n# all of it\n${inside}${cond('g', 'g')}`,
    );
    expect(merged([f, `\n${cond('f', '# why', 'f')}`]).bytes).toBe(inside);
    const last = `\n# all of it\n${cond('g', 'g')}${f}`;
    expect(merged([last, `\n${cond('f', '# why', 'f')}`]).bytes).toBe(
      `\n# all of it\n${cond('g', 'g')}${inside}`,
    );
  });

  test('come with the line ends of the entry that gets them', () => {
    const windows = stays.replaceAll('\n', '\r\n');
    expect(merged([windows, `\n${cond('g', '# why', 'f')}`]).bytes).toBe(
      windows.replace('{\r', '# why\r\n# folded: g\r\n{\r'),
    );
  });

  test('that hold for the one only do not hold for the other', () => {
    const broad = `\n${leak('broad', '# added: 2026-01-01', '...', 'init')}`;
    const narrow = leak(
      'narrow',
      '# added: 2025-01-01',
      '# expires: 2027-01-01',
      '# chaff-disable-next-entry over-broad -- no',
      '# hides 2 findings (2 error records) of a.log',
      'malloc',
      'init',
    );
    expect(merged([broad, `\n${narrow}`]).bytes).toBe(
      broad.replace(
        '{',
        '# folded: narrow [added: 2025-01-01; expires: 2027-01-01; chaff-disable-next-entry over-broad -- no]\n{',
      ),
    );
  });

  test('that would come to life do not', () => {
    const twice = cond('f', '# expires: 2027-01-01', '# expires: 2028-01-01', 'f');
    const bad = cond('f', '# max: many', 'f');
    const { bytes } = merged([stays, `\n${twice}`, `\n${bad}`]);
    expect(bytes).toContain(
      '\n# folded: f [expires: 2027-01-01; expires: 2028-01-01]\n# folded: f [max: many]\n{',
    );
  });

  test('about when an entry was added are kept by one that says nothing of it', () => {
    const [one, other] = ['2025-01-01', '2026-01-01'].map((day) => `\n${cond('f', `# added: ${day}`, 'f')}`);
    expect(merged([`\n${f}`, one!, one!, other!]).bytes).toBe(
      `\n# added: 2025-01-01\n# folded: f [added: 2026-01-01]\n${f}`,
    );
  });

  test('that silence lint are joined where both entries say the same', () => {
    const goes = cond('f', '# chaff-disable-next-entry over-broad', 'f');
    expect(join(goes)).toBe(stays.replace('{', '# chaff-disable-next-entry over-broad\n{'));
    const inside = f.replace('{\n', '{\n   # chaff-disable-next-entry over-broad\n'); // silences nothing there
    expect(join(inside)).toContain('# folded: f [chaff-disable-next-entry over-broad]\n');
  });
});

describe('comments about more than an entry', () => {
  const [g, h] = [cond('g', 'g'), cond('h', 'h')];

  test('stay with the row when its first entry goes', () => {
    expect(merged([f, `\n# a row\n# reason: of f\n${f}${g}`]).bytes).toBe(
      `${f.replace('{\n', '{\n   # reason: of f\n')}\n# a row\n${g}`,
    );
  });

  test('go where the first entry goes when the row goes', () => {
    expect(merged([`\n${f}\n${g}`, `\n# a row\n${f}${g}`]).bytes).toBe(`\n# a row\n${f}\n${g}`);
  });

  test('of a row are not joined when the row that stays has them', () => {
    const theirs = `\n# a row\n${f}${g}`;
    const once = merged([`\n${f}`, theirs]).bytes;
    expect(once).toBe(`\n${f}\n# a row\n${g}`);
    expect(merged([once, theirs]).bytes).toBe(once);
  });

  test('are not joined to the entries of a row that has them', () => {
    const row = `\n# a row\n${f}${g}`;
    expect(merged([row, `\n# a row\n${g}`]).bytes).toBe(row);
    expect(merged([row, row]).bytes).toBe(row);
  });

  test('stay where they are, at the head of a file and between entries', () => {
    const theirs = `# theirs\n\n# section\n\n${f}`;
    expect(merged([f, theirs]).bytes).toBe(`${f}\n# theirs\n\n# section\n`);
    expect(merged([f, `# theirs\n${f}\n${g}`]).bytes).toBe(`${f}\n# theirs\n\n${g}`);
  });

  test('come once when nothing else of their section stays', () => {
    const ours = `# licence\n\n# section\n\n${f}`;
    expect(merged([ours, ours]).bytes).toBe(ours);
    expect(merged([ours, `${ours}\n${g}`]).bytes).toBe(`${ours}\n# section\n\n${g}`);
    expect(merged([ours, `${ours}\n# other\n\n${f}\n${h}`]).bytes).toBe(`${ours}\n# other\n\n${h}`);
  });

  test('come once when an entry that goes had them', () => {
    const files = [`\n# x\n${g}`, `\n# x\n# y\n${g}\n# x\n`];
    const once = merged(files).bytes;
    expect(once).toBe(`\n# x\n# x\n# y\n${g}`);
    expect(merged([once, ...files]).bytes).toBe(once);
  });

  test('that one file has twice stay', () => {
    const ours = `# ---\n\n${f}\n# ---\n\n${f}`;
    expect(merged([ours]).bytes).toBe(`# ---\n\n${f}\n# ---\n`);
  });
});

describe('provenance', () => {
  test('says once where each entry was read, whatever is merged again', () => {
    const texts = [`\n${f}`, `\n${cond('g', 'f', 'g')}\n${cond('h', 'h')}`];
    const { bytes } = merged(texts, { provenance: true });
    expect(bytes).toBe(
      `\n# from: a.supp:3\n# from: b.supp:3\n# folded: g\n${f}\n# from: b.supp:10\n${cond('h', 'h')}`,
    );
    expect(merged([bytes], { provenance: true }).bytes).toBe(bytes);
    expect(merged([bytes, bytes], { provenance: true }).bytes).toBe(bytes);
  });
});

describe('what Valgrind refuses', () => {
  const broken = '# why\n{\n  x \n  Memcheck:Kond\n\n  fun:f\n}\n';

  test('is told with its place', () => {
    const [problem, ...others] = brokenIn([
      readForMerge({ name: 'a.supp', bytes: f }, reading),
      readForMerge({ name: 'b.supp', bytes: `${f}\n${broken}` }, reading),
    ]);
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ file: 'b.supp', line: 10, column: 12 });
    expect(problem!.message).toContain('Did you mean "Cond"?');
  });

  test('can be what the cut leaves', () => {
    const bytes = cond('x', '...', '...', 'f');
    expect(brokenIn([readForMerge({ name: 'a', bytes }, reading)])).toEqual([]);
    const [problem] = brokenIn([readForMerge({ name: 'a', bytes }, { ...reading, numCallers: 2 })]);
    expect(problem).toMatchObject({ file: 'a', line: 4 });
  });

  test('comes out as comments, set off from entries, and once', () => {
    const { bytes } = merged([`${f}${broken}${cond('g', 'g')}`]);
    const comments =
      '# broken, kept as comments: a.supp:9:12: Memcheck has no kind "Kond". Did you mean "Cond"?\n' +
      '# # why\n# {\n#   x\n#   Memcheck:Kond\n#\n#   fun:f\n# }\n';
    expect(bytes).toBe(`${f}\n${comments}\n${cond('g', 'g')}`);
    expect(merged([bytes, bytes]).bytes).toBe(bytes);
  });

  test('comes out in lines that Valgrind can take', () => {
    const { bytes } = merged([`${f}${'x'.repeat(120_000)}\n`]);
    expect(
      bytes
        .split('\n')
        .map(({ length }) => length)
        .filter((length) => length > 1000),
    ).toEqual([50_002, 50_002, 20_002]);
  });
});
