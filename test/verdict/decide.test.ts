import { describe, expect, test } from 'vitest';
import { decide } from '../../src/verdict/decide.js';
import { isDecidable } from '../../src/verdict/exact.js';
import { inTheWay, judge } from '../../src/verdict/judge.js';
import type { Verdict } from '../../src/verdict/verdict.js';
import { finding } from '../minimize/make.js';
import { bytesOf, files, options } from './make.js';

const spill = finding(['malloc', 'spill', 'main']);
const pour = finding(['malloc', 'pour', 'main']);

const entry = (name: string, fun: string, more = '') =>
  `{\n   ${name}\n   Memcheck:Leak\n   match-leak-kinds: definite\n   fun:malloc\n   fun:${fun}\n   fun:main\n${more}}\n`;

describe('a decision', () => {
  test('becomes an exact entry with a telling name and its values, and is not written twice', () => {
    const decision = {
      ...{ findings: [spill], verdict: 'fix' as const, reason: 'we forget it', added: '2026-01-02' },
      ...{ bug: 'https://bugs.example/1', owner: 'kettle team' },
    };
    const after = decide(files(), decision);
    expect(bytesOf(after)).toEqual({
      fix:
        '# reason: we forget it\n# bug: https://bugs.example/1\n# owner: kettle team\n# added: 2026-01-02\n' +
        entry('leak: spill', 'spill'),
      annotate: '',
      suppress: '',
    });
    const again = decide(after, decision);
    expect(again).toEqual(after);
    expect(again.fix).toBe(after.fix);
  });

  test('of several findings makes names that no other entry of the file has', () => {
    const taken = '{\n   leak: spill\n   Memcheck:Cond\n   fun:x\n}\n';
    const perhaps = finding(['malloc', 'spill', 'main'], { leakKind: 'possible' });
    const { suppress } = decide(files({ suppress: taken }), {
      findings: [perhaps, spill, pour],
      verdict: 'suppress',
    });
    expect(suppress.bytes).toBe(
      [
        taken,
        entry('leak: spill (2)', 'spill').replace('definite', 'possible'),
        entry('leak: spill (3)', 'spill'),
        entry('leak: pour', 'pour'),
      ].join('\n'),
    );
  });

  test('moves the entry with its comments, replaces values that it names, and keeps a name that is free', () => {
    const before = files({
      fix: `# the fix file\n\n# seen on Tuesday\n# reason: old\n#owner : me\n${entry('mine', 'spill')}\n${entry('other', 'pour')}`,
      annotate: entry('last', 'elsewhere'),
    });
    const after = decide(before, {
      findings: [spill],
      verdict: 'annotate',
      reason: 'new',
      bug: 'https://b.example/2',
    });
    expect(bytesOf(after)).toEqual({
      fix: `# the fix file\n\n${entry('other', 'pour')}`,
      annotate: `${entry('last', 'elsewhere')}\n# seen on Tuesday\n# reason: new\n#owner : me\n# bug: https://b.example/2\n${entry('mine', 'spill')}`,
      suppress: '',
    });
  });

  test('numbers the name of a moved entry where it is taken', () => {
    const after = decide(files({ fix: entry('mine', 'spill'), suppress: entry('mine', 'pour') }), {
      findings: [spill],
      verdict: 'suppress',
    });
    expect(after.suppress.bytes).toBe(`${entry('mine', 'pour')}\n${entry('mine (2)', 'spill')}`);
    expect(after.fix.bytes).toBe('');
  });

  test('changes values in place, inside of braces too, and an empty value takes a line away', () => {
    const inside = entry('mine', 'spill', '   # reason: old\n   # bug: ticket 5\n');
    const before = files({ fix: `# owner: a\n# owner: b\n${inside}` });
    const after = decide(before, {
      ...{ findings: [spill], verdict: 'fix', reason: 'new', owner: 'c', bug: '' },
    });
    expect(after.fix.bytes).toBe(`# owner: c\n${entry('mine', 'spill', '   # reason: new\n')}`);
  });

  test('leaves a line as it is that says the same already', () => {
    const before = files({ fix: `  #  Reason:  same  \n${entry('mine', 'spill')}` });
    expect(decide(before, { findings: [spill], verdict: 'fix', reason: 'same' }).fix).toBe(before.fix);
  });

  test('taken back takes the entry out of every file, with its comments, and leaves what was there before', () => {
    const text = `# about all\n\n${entry('other', 'pour')}`;
    const before = files({ fix: text, suppress: text });
    const decided = decide(before, { findings: [spill], verdict: 'suppress', reason: 'x' });
    expect(decide(decided, { findings: [spill], verdict: undefined })).toEqual(before);
  });

  test('joins comments where files said different things of a finding', () => {
    const before = files({
      fix: `# reason: broken\n# seen twice\n${entry('a', 'spill')}`,
      annotate: `# reason: harmless\n# owner: me\n${entry('b', 'spill')}`,
      suppress: '',
    });
    expect(bytesOf(decide(before, { findings: [spill], verdict: 'annotate' }))).toEqual({
      fix: '',
      annotate: `# reason: harmless\n# owner: me\n# seen twice\n${entry('b', 'spill')}`,
      suppress: '',
    });
    expect(bytesOf(decide(before, { findings: [spill], verdict: 'suppress' }))).toEqual({
      fix: '',
      annotate: '',
      suppress: `# reason: broken\n# seen twice\n# owner: me\n${entry('a', 'spill')}`,
    });
  });

  test('leaves the heading of a file and of a row of entries where it is', () => {
    const before = files({
      fix: `# what we mend\n${entry('a', 'spill')}${entry('b', 'pour')}`,
      annotate: `# what we mend\n${entry('a', 'spill')}\n# next\n${entry('b', 'pour')}`,
    });
    const after = decide(before, { findings: [spill], verdict: undefined });
    expect(after.fix.bytes).toBe(`# what we mend\n${entry('b', 'pour')}`);
    expect(after.annotate.bytes).toBe(`# what we mend\n\n# next\n${entry('b', 'pour')}`);
  });

  test('keeps line ends, and gives a moved entry those of its new file', () => {
    const dos = (text: string) => text.replaceAll('\n', '\r\n');
    const before = files({ fix: dos(entry('b', 'pour')), annotate: `# reason: r\n${entry('a', 'spill')}` });
    const after = decide(before, { findings: [spill], verdict: 'fix', owner: 'o' });
    expect(after.fix.bytes).toBe(
      dos(`${entry('b', 'pour')}\n# reason: r\n# owner: o\n${entry('a', 'spill')}`),
    );
    const last = finding(['malloc', 'last', 'main']);
    expect(decide(after, { findings: [last], verdict: 'fix' }).fix.bytes).not.toMatch(/[^\r]\n/);
  });

  test('goes before a broken end, which would swallow it, and leaves broken pieces alone', () => {
    const broken = `# head\n\n{\n   open\n   Memcheck:Leak\n   fun:f\n`;
    const after = decide(files({ fix: broken }), { findings: [spill], verdict: 'fix' });
    expect(after.fix.bytes).toBe(
      `# head\n\n${entry('leak: spill', 'spill')}\n{\n   open\n   Memcheck:Leak\n   fun:f\n`,
    );
    expect(judge([spill], after, options).findings[0]!.verdict).toBe('fix');
  });

  test('ends the last line of a file first', () => {
    const before = files({ fix: entry('b', 'pour').trimEnd() });
    expect(decide(before, { findings: [spill], verdict: 'fix' }).fix.bytes).toBe(
      `${entry('b', 'pour')}\n${entry('leak: spill', 'spill')}`,
    );
  });

  test('writes values as one line that Valgrind can read', () => {
    const { fix } = decide(files(), {
      findings: [spill],
      verdict: 'fix',
      reason: 'a\n{\nb\0',
      owner: 'x'.repeat(60_000),
    });
    expect(fix.bytes).toMatch(/^# reason: a \{ b\n# owner: x+\n\{\n/);
    expect(Math.max(...fix.bytes.split('\n').map(({ length }) => length))).toBeLessThan(51_000);
  });
});

describe('entries that match more', () => {
  const broad = '{\n   all of malloc\n   Memcheck:Leak\n   fun:malloc\n}\n';

  test.each<[Verdict, Verdict, Verdict]>([
    ['fix', 'suppress', 'fix'],
    ['suppress', 'fix', 'fix'],
    ['annotate', 'fix', 'fix'],
  ])(
    'stay: one in %s, the finding decided %s, counts %s, and is told to be in the way',
    (where, decided, counts) => {
      const after = decide(files({ [where]: broad }), { findings: [spill], verdict: decided });
      expect(after[where].bytes).toBe(broad);
      expect(judge([spill], after, options).findings[0]).toMatchObject({
        verdict: counts,
        contradicted: true,
      });
      const way = inTheWay(after, { findings: [spill, pour], verdict: decided }, options);
      expect(way.map(({ verdict, entry: { name } }) => [verdict, name])).toEqual([[where, 'all of malloc']]);
    },
  );

  test('of the same lines for more kinds of leaks stay, too', () => {
    const both = entry('both', 'spill').replace('definite', 'definite,possible');
    const after = decide(files({ suppress: both }), { findings: [spill], verdict: undefined });
    expect(after.suppress.bytes).toBe(both);
  });
});

describe('findings that no exact entry can name', () => {
  test('have no stack: nothing is written', () => {
    const none = finding([]);
    expect(isDecidable(none)).toBe(false);
    const before = files();
    expect(decide(before, { findings: [none], verdict: 'suppress' })).toBe(before);
  });

  test('of which a log tells only printed names are known by their places in the source', () => {
    const printed = (name: string, line: number) =>
      finding([], { frames: [{ demangled: `${name}()`, file: 'tea.cpp', line }, { fun: 'main' }] });
    const [one, other] = [printed('tea::pour', 5), printed('tea::spill', 9)];
    const after = decide(files(), { findings: [one], verdict: 'suppress' });
    expect(after.suppress.bytes).toContain('   src:tea.cpp:5\n   fun:main\n');
    expect(judge([one, other], after, options).findings.map(({ verdict }) => verdict)).toEqual([
      'suppress',
      undefined,
    ]);
  });

  test('which stands at several lines is known by less', () => {
    const at = (line: number) => [{ demangled: 'tea::pour()', file: 'tea.cpp', line }, { fun: 'main' }];
    const one = finding([], { frames: at(5), variants: [at(7)] });
    const after = decide(files(), { findings: [one], verdict: 'suppress' });
    expect(judge([one], after, options).findings[0]!.verdict).toBe('suppress');
  });
});
