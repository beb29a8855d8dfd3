import { describe, expect, test } from 'vitest';
import { lines as locations } from '../minimize/make.js';
import { leak, leakEntry } from '../rewrite/make.js';
import { processOf, pruned } from './make.js';

/** Findings on whose stacks the functions of libx are: the code ran. */
const ran = [leak('x_new x_init'), leak('x_copy x_open')];
const gone = leakEntry('gone', 'malloc', 'x_new', 'x_open');

describe('an entry that hides something', () => {
  test('is not spoken of', () => {
    expect(pruned(leakEntry('used', 'malloc', 'x_new'), { findings: ran }).verdicts).toEqual([]);
  });

  test('nor one of which the log cannot tell', () => {
    const untold = leak('x_new x_init', { leakKind: undefined });
    const text = leakEntry('perhaps', 'match-leak-kinds: reachable', 'malloc', 'x_new');
    expect(pruned(text, { findings: [untold] }).verdicts).toEqual([]);
  });
});

describe('unmatched', () => {
  test('the code was seen, and nothing like it: it goes', () => {
    const { said, text } = pruned(gone + leakEntry('used', 'malloc', 'x_new', 'x_init'), { findings: ran });
    expect(said).toEqual(['remove gone: unmatched']);
    expect(text).toBe(leakEntry('used', 'malloc', 'x_new', 'x_init'));
  });

  test('stacks that tell where a block came from show code as well', () => {
    const [first] = ran;
    const auxiliary = [{ caption: 'Address is inside a block alloc’d', frames: leak('x_open').frames }];
    expect(pruned(gone, { findings: [first!] }).said).toEqual(['keep gone: never-seen, asks']);
    expect(pruned(gone, { findings: [{ ...first!, auxiliary }] }).said).toEqual(['remove gone: unmatched']);
  });
});

describe('never-seen', () => {
  const unseen = leakEntry('unseen', 'malloc', 'x_new', 'y_setup');

  test('stays, for the code may not have run', () => {
    const { said, reasons, text } = pruned(unseen, { findings: ran });
    expect(said).toEqual(['keep unseen: never-seen, asks']);
    expect(reasons[0]).toContain('fun:y_setup');
    expect(reasons[0]).not.toContain('fun:x_new');
    expect(text).toBe(unseen);
  });

  test('--aggressive removes it', () => {
    expect(pruned(unseen, { findings: ran, aggressive: true })).toMatchObject({
      said: ['remove unseen: never-seen'],
      text: '',
    });
  });

  test('even --aggressive does not where the logs could not show it', () => {
    for (const processes of [[], [processOf('helgrind')], [processOf('memcheck', { suppressedSome: true })]])
      expect(pruned(unseen, { processes, aggressive: true }).said).toEqual(['keep unseen: never-seen, gaps']);
  });

  test('code that only another tool saw is not seen', () => {
    const races = ran.map((finding) => ({ ...finding, tool: 'helgrind' as const, kind: 'Helgrind:Race' }));
    expect(pruned(gone, { findings: races }).said).toEqual(['keep gone: never-seen, asks']);
  });

  test('what a log does not tell is not seen', () => {
    const text = leakEntry('by object', 'malloc', 'obj:*/libx.so*', 'obj:*/libz.so*');
    const frames = [{ fun: 'malloc' }, { fun: 'x_new', file: 'x.c', line: 1 }];
    expect(pruned(text, { findings: [{ ...ran[0]!, frames, kind: 'Memcheck:Cond' }] }).said).toEqual([
      'keep by object: never-seen, asks',
    ]);
  });
});

describe('covered', () => {
  const broad = leakEntry('broad', 'malloc', 'x_new');
  const narrow = leakEntry('narrow', 'malloc', 'x_new', 'x_init');

  test('goes, whether it hides something or not, wherever the other one stands', () => {
    for (const text of [broad + narrow, narrow + broad])
      for (const findings of [ran, []]) expect(pruned(text, { findings })).toMatchObject({ text: broad });
    const { verdicts } = pruned(narrow + broad, { findings: ran });
    expect(verdicts).toMatchObject([{ cause: { type: 'covered', by: { name: 'broad', line: 9 } } }]);
  });

  test('is so whatever the logs show', () => {
    expect(pruned(broad + narrow, { processes: [] }).said).toContain('remove narrow: covered');
  });

  test('of equal ones the first stays', () => {
    expect(pruned(narrow + leakEntry('again', 'malloc', 'x_new', 'x_init'), { findings: ran }).text).toBe(
      narrow,
    );
  });

  test('by one that goes itself does not count', () => {
    const text = `# expires: 2025-12-31\n${broad}${narrow}`;
    expect(pruned(text, { findings: [], processes: [processOf('memcheck')] }).said).toEqual([
      'remove broad: expired',
      'keep narrow: never-seen, asks',
    ]);
  });

  test('by one that is to go before does not count either, nor by one for other versions', () => {
    const until = (day: string, entry: string) => `# expires: ${day}\n${entry}`;
    const of = (text: string) => pruned(text, { findings: ran }).said;
    expect(of(until('2027-01-01', broad) + narrow)).toEqual([]);
    expect(of(until('2027-01-01', broad) + until('2028-01-01', narrow))).toEqual([]);
    expect(of(until('2028-01-01', broad) + until('2027-01-01', narrow))).toEqual(['remove narrow: covered']);
    expect(of(`# valgrind: >=3.19\n${broad}${narrow}`)).toEqual([]);
    expect(of(`${broad}# max: 1\n${narrow}`)).toEqual([]);
  });

  test('only with the locations that --num-callers cuts off is not enough', () => {
    const long = leakEntry('long', 'malloc', 'x_new', 'x_init', 'x_main');
    const other = leakEntry('other', 'malloc', 'x_new', 'x_init', 'x_other');
    expect(pruned(long + other, { findings: [leak('x_new x_init')], numCallers: 3 }).said).toEqual([]);
    expect(pruned(long + long, { findings: [leak('x_new x_init')], numCallers: 3 }).said).toEqual([
      'remove long: covered',
    ]);
  });

  test('by an entry of another file in use', () => {
    const { said, verdicts } = pruned(narrow, { findings: ran, beside: broad });
    expect(said).toEqual(['remove narrow: covered']);
    expect(verdicts[0]!.cause).toMatchObject({ by: { file: 'b.supp', line: 2 } });
    expect(pruned(broad, { findings: ran, beside: narrow }).said).toEqual([]);
  });
});

describe('impossible', () => {
  const entry = (head: string, ...more: readonly string[]) =>
    `{\n   n\n   ${[head, ...more].join('\n   ')}\n   fun:f\n}\n`;

  test.each([
    [entry('exp-sgcheck:SorG'), undefined, /removed in Valgrind 3\.16/],
    [entry('core:PThread'), undefined, /3\.23/],
    [entry('Addrcheck:Addr4'), undefined, /Addrcheck/],
    [entry('Massif:Leak'), undefined, /reports no errors/],
    [entry('Memcheck:CoreMem'), undefined, /never reads/],
    [entry('Helgrind:FreeMemLock'), undefined, /no Helgrind/],
    [entry('Memcheck:Leak', 'match-leak-kinds: none'), undefined, /none matches/],
    [entry('exp-ptrcheck:Heap'), '3.19', /removed in Valgrind 3\.7/],
    [entry('Memcheck:ReallocZero'), '3.19', /from Valgrind 3\.21 on/],
    [entry('CoreError:FdBadUse'), '3.24', /from Valgrind 3\.25 on/],
  ])('%j for %s', (text, version, reason) => {
    const after = leakEntry('used', 'malloc', 'x_new');
    const result = pruned(text + after, { findings: ran, ...(version ? { version } : {}) });
    expect(result.said).toEqual(['remove n: impossible']);
    expect(result.reasons[0]).toMatch(reason);
    expect(result.text).toBe(after);
    expect(result.broken).toEqual([]);
  });

  test('not where another version is meant', () => {
    const text = `# valgrind: <3.16\n${entry('exp-sgcheck:SorG')}`;
    expect(pruned(text).said).toEqual(['keep n: impossible, other versions']);
    expect(pruned(text, { version: '3.15' }).said).toEqual(['keep n: never-seen, gaps']);
  });

  test('a kind that no version knows is a broken entry, and survives', () => {
    const text = entry('Memcheck:Kond') + gone;
    const result = pruned(text, { findings: ran });
    expect(result.said).toEqual(['remove gone: unmatched']);
    expect(result.broken).toMatchObject([{ file: 'a.supp', line: 3 }]);
    expect(result.text).toBe(entry('Memcheck:Kond'));
  });

  test('so is one of another version in which there is more wrong', () => {
    const text = entry('Memcheck:ReallocZero', 'no location');
    expect(pruned(text, { version: '3.19' })).toMatchObject({ said: [], text });
  });
});

describe('unread', () => {
  test('the name of a tool that is none: nobody knows what is meant, so it stays', () => {
    const text = '{\n   n\n   memchek:Leak\n   fun:malloc\n}\n';
    expect(pruned(text, { findings: ran, aggressive: true }).said).toEqual(['keep n: unread, unknown']);
  });
});

describe('expired', () => {
  const expired = (entry: string) => `# expires: 2025-12-31\n${entry}`;

  test('goes when the day is over', () => {
    expect(pruned(expired(gone)).said).toEqual(['remove gone: expired']);
    expect(pruned(expired(gone), { today: '2025-12-31' }).said).toEqual(['keep gone: never-seen, asks']);
  });

  test('stays while it hides something', () => {
    const { said, reasons } = pruned(expired(leakEntry('used', 'malloc', 'x_new')), { findings: ran });
    expect(said).toEqual(['keep used: expired, in use']);
    expect(reasons).toEqual(['was to go after 2025-12-31; stays, for it hides 1 finding']);
  });

  test('stays where it may have hidden something that the log does not show', () => {
    const processes = [processOf('memcheck', { suppressedSome: true })];
    expect(pruned(expired(gone), { processes }).said).toEqual(['keep gone: expired, gaps']);
  });
});

describe('drifted', () => {
  const old = leakEntry('old', 'malloc', 'obj:/usr/lib/libx.so.1.1', 'x_init');
  const findings = [leak('x_new x_init')];
  const mended = old.replace('/usr/lib/libx.so.1.1', '*/libx.so*');

  test('the repaired pattern is offered, and made with --repair', () => {
    const offered = pruned(old, { findings });
    expect(offered.said).toEqual(['keep old: drifted, asks']);
    expect(offered.text).toBe(old);
    const { cause } = offered.verdicts[0]!;
    expect(cause).toMatchObject({
      repair: {
        finding: findings[0],
        edit: { changes: [{ was: ['obj:/usr/lib/libx.so.1.1'], now: ['obj:*/libx.so*'] }] },
      },
    });
    const made = pruned(old, { findings, repair: true });
    expect(made).toMatchObject({ said: ['repair old: drifted'], text: mended });
    expect(pruned(made.text, { findings, repair: true }).verdicts).toEqual([]);
  });

  test('not to hide a real finding', () => {
    const real = leakEntry('real', 'malloc', '...', 'x_init', 'mine');
    const one = leak('x_new x_init mine');
    expect(pruned(old, { findings: [one], real, repair: true }).said).toEqual(['keep old: never-seen, asks']);
    const both = pruned(old, { findings: [...findings, one], real, repair: true });
    expect(both).toMatchObject({ said: ['keep old: never-seen, asks'], text: old });
  });

  test('not for a finding that another entry hides', () => {
    const text = old + leakEntry('used', 'malloc', 'x_new');
    expect(pruned(text, { findings, repair: true }).said).toEqual(['keep old: never-seen, asks']);
  });

  test('a block that is lost now is a new mistake', () => {
    const was = leakEntry('was', 'match-leak-kinds: reachable', 'malloc', 'x_new', 'x_init');
    const of = (leakKind: 'definite' | 'possible') =>
      pruned(was, { findings: [leak('x_new x_init', { leakKind })] }).said;
    expect(of('possible')).toEqual(['keep was: drifted, asks']);
    expect(of('definite')).toEqual(['remove was: unmatched']);
  });

  test('of two that drifted to one finding one is repaired', () => {
    const other = old.replace('old', 'other').replace('so.1.1', 'so.1.0');
    const result = pruned(old + other, { findings, repair: true });
    expect(result.said).toEqual(['repair old: drifted', 'remove other: covered']);
    expect(pruned(result.text, { findings, repair: true }).text).toBe(result.text);
  });

  test('a name that no tool has is mended too, and kinds of one sort', () => {
    const text = '{\n   n\n   memcheck:Value8\n   fun:x_new\n   fun:x_init\n}\n';
    const cond = {
      ...leak('x_new x_init'),
      kind: 'Memcheck:Value8',
      leakKind: undefined,
      frames: findings[0]!.frames.slice(1),
    };
    expect(pruned(text, { findings: [cond], repair: true }).text).toBe(text.replace('memcheck', 'Memcheck'));
    const size = { ...cond, kind: 'Memcheck:Value4' };
    expect(pruned(text.replace('memcheck', 'Memcheck'), { findings: [size], repair: true }).text).toBe(
      text.replace('memcheck:Value8', 'Memcheck:Value4'),
    );
  });

  test('where logs do not show all, only to what hides all that it did', () => {
    const processes = [processOf('memcheck', { suppressedSome: true })];
    expect(pruned(old, { findings, processes, repair: true }).said).toEqual(['repair old: drifted']);
    const renamed = leakEntry('renamed', 'malloc', 'x_new', 'x_init', 'x_start');
    const now = [leak('x_new x_init x_begin')];
    expect(pruned(renamed, { findings: now, processes, repair: true }).said).toEqual([
      'keep renamed: drifted, gaps',
    ]);
    expect(pruned(renamed, { findings: now, repair: true }).said).toEqual(['repair renamed: drifted']);
  });

  test('not to anything that happens to begin in the same way', () => {
    const one = leakEntry('one', 'malloc', 'x_new', 'main');
    expect(pruned(one, { findings, repair: true }).said).toEqual(['remove one: unmatched']);
    const two = leakEntry('two', 'malloc', 'x_new', 'x_start');
    expect(pruned(two, { findings: [leak('x_new x_init x_start')], repair: true }).text).toBe(
      leakEntry('two', 'malloc', 'x_new', '...', 'x_start'),
    );
  });

  test('not to a function whose name only begins in the same way', () => {
    const loads = leakEntry('loads', 'malloc', 'x_load');
    expect(pruned(loads, { findings: [leak('x_load_icons x_init')], repair: true }).text).toBe(loads);
    const vouched = leakEntry('vouched', 'malloc', 'x_load', 'x_init');
    expect(pruned(vouched, { findings: [leak('x_load_icons x_init')], repair: true }).text).toBe(
      leakEntry('vouched', 'malloc', 'x_load*', 'x_init'),
    );
  });

  test.each([
    ['x_load_icons x_init x_start', [], 'x_load*'],
    ['x_laod x_init x_start', [], 'x_laod'],
    ['x_create x_init x_start', [], 'x_create'],
    ['x_load.part.0 x_init x_start', [{ type: 'obj', pattern: '*/libx.so*' }], 'x_load*'],
    ['x_load_icons x_init x_start', [{ type: 'obj', pattern: '*/libx.so*' }], 'x_load'],
    ['x_laod x_init x_start', [{ type: 'obj', pattern: '*/libx.so*' }], 'x_load'],
    ['x_create x_init x_start', [{ type: 'obj', pattern: '*/libx.so*' }], 'x_load'],
  ] as const)('by guess only where no own code is on the stack: %s, %j', (functions, own, now) => {
    const entry = (name: string) => leakEntry('loads', 'malloc', name, 'x_init', 'x_start');
    const { text } = pruned(entry('x_load'), { findings: [leak(functions)], own, repair: true });
    expect(text).toBe(entry(now));
  });

  test('not to an error of another sort', () => {
    const jump = { kind: 'Memcheck:Cond', leakKind: undefined };
    const text = leakEntry('leak', 'malloc', 'x_new', 'x_init').replace('Leak', 'Free');
    expect(pruned(text, { findings: [leak('x_new x_init', jump)] }).said).toEqual(['remove leak: unmatched']);
  });

  test('not where locations behind the cut would come into play', () => {
    expect(pruned(old, { findings, numCallers: 2, repair: true }).said).toEqual([
      'keep old: never-seen, asks',
    ]);
  });
});

test('lines that everybody names are asked for only where there is nothing else', () => {
  const { verdicts } = pruned(leakEntry('blunt', 'malloc', 'main'), {});
  expect(verdicts[0]!.cause).toEqual({ type: 'never-seen', lines: locations('fun:malloc fun:main') });
});
