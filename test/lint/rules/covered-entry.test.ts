import { describe, expect, it } from 'vitest';
import { lint } from '../../../src/lint/lint.js';
import { entry, found, places, suggested } from '../of-rule.js';

const rule = 'covered-entry';
const cond = (name: string, ...lines: readonly string[]) => entry(name, 'Memcheck:Cond', ...lines);
const narrow = cond('narrow', 'fun:parse', 'fun:main');
const broad = cond('broad', 'fun:pars*');
const leak = (kinds: string) =>
  entry(kinds, 'Memcheck:Leak', `match-leak-kinds: ${kinds}`, 'fun:malloc', 'fun:f');

describe('finds what another entry covers', () => {
  it('before or behind it, with a note to that one', () => {
    for (const [bytes, line, by] of [
      [`${narrow}\n${broad}`, 2, 9],
      [`${broad}\n${narrow}`, 8, 2],
    ] as const) {
      expect(places(rule, bytes)).toEqual([`warning ${line}:4-10`]);
      expect(found(rule, bytes)).toMatchObject([
        {
          message: `All that this entry hides "broad" (line ${by}) hides as well. Remove this one, or narrow the other.`,
          ...{ tools: ['memcheck'], fix: null, related: [{ line: by, column: 4, endColumn: 9 }] },
        },
      ]);
      expect(suggested(rule, bytes)).toEqual([broad]);
    }
  });

  it('in another file', () => {
    const files = [
      { name: 'one.supp', bytes: narrow },
      { name: 'two.supp', bytes: broad },
    ];
    expect(lint(files).filter((each) => each.rule === rule)).toMatchObject([
      { file: 'one.supp', line: 2, related: [{ file: 'two.supp', line: 2 }] },
    ]);
  });

  it('for its leak kinds', () => {
    expect(places(rule, leak('definite') + leak('all'))).toEqual(['warning 2:4-12']);
    expect(found(rule, leak('definite') + leak('reachable,possible'))).toEqual([]);
  });

  it('and of those that cover each other the later one', () => {
    const [one, other] = [
      cond('one', '...', 'fun:f', '...', 'fun:g'),
      cond('other', '...', 'fun:f', '...', '...', 'fun:g'),
    ];
    expect(places(rule, one + other)).toEqual(['warning 10:4-9']);
    expect(places(rule, other + one)).toEqual(['warning 11:4-7']);
    expect(
      places(rule, `${one}${other}${cond('third', '...', 'fun:f', '...', '...', '...', 'fun:g')}`),
    ).toHaveLength(2);
  });

  it('also where all of those are covered by one more', () => {
    const [one, other] = [cond('one', 'fun:a*'), cond('other', 'fun:a**')];
    expect(places(rule, `${one}${other}${cond('broad', 'fun:*')}`)).toEqual([
      'warning 2:4-7',
      'warning 7:4-9',
    ]);
  });

  it('because lines are cut off, and says so', () => {
    const bytes = cond('one', 'fun:f', 'fun:g', 'fun:h') + cond('other', 'fun:f', 'fun:g', 'fun:i');
    expect(found(rule, bytes)).toEqual([]);
    expect(found(rule, bytes, { numCallers: 2 })).toMatchObject([
      {
        line: 9,
        message:
          'With --num-callers=2, which leaves out lines, "one" (line 2) hides all that this entry hides. ' +
          'Remove this one, or use more callers.',
      },
    ]);
  });

  it('because lines are cut off that are no locations', () => {
    const bytes = cond('one', 'fun:f', 'func:h') + cond('other', 'fun:f', 'fun:g');
    expect(found(rule, bytes, { numCallers: 1 })[0]!.message).toContain('which leaves out lines');
    const whole = cond('one', 'fun:f*') + cond('other', 'fun:f');
    expect(found(rule, whole, { numCallers: 1 })[0]!.message).not.toContain('which leaves out lines');
  });
});

describe('leaves alone', () => {
  it('what hides more', () => {
    expect(found(rule, cond('a', 'fun:parse') + cond('b', 'obj:*', 'fun:parse'))).toEqual([]);
    expect(found(rule, narrow + entry('other kind', 'Memcheck:Value8', 'fun:parse'))).toEqual([]);
    expect(
      found(rule, entry('race', 'Helgrind:Race', 'fun:f') + entry('race', 'drd:ConflictingAccess', 'fun:f')),
    ).toEqual([]);
  });

  it('copies, which are another rule’s', () => {
    expect(found(rule, broad + broad)).toEqual([]);
    expect(places(rule, `${narrow}${narrow}${broad}`)).toEqual(['warning 2:4-10']);
  });

  it('what hides nothing at all', () => {
    expect(found(rule, leak('none') + leak('all'))).toEqual([]);
  });
});

describe('offers to remove an entry', () => {
  it('with its comments, unless they are about more', () => {
    expect(suggested(rule, `${broad}\n# only here\n${narrow}\n${leak('all')}`)).toEqual([
      `${broad}\n${leak('all')}`,
    ]);
    expect(suggested(rule, `${broad}\n# of the parser\n${narrow}${leak('all')}`)).toEqual([
      `${broad}\n# of the parser\n${leak('all')}`,
    ]);
    expect(suggested(rule, `# All rights reserved\n${narrow}\n${broad}`)).toEqual([
      `# All rights reserved\n\n${broad}`,
    ]);
    expect(suggested(rule, `# All rights reserved\n${narrow}${broad}`)).toEqual([
      `# All rights reserved\n\n${broad}`,
    ]);
    expect(suggested(rule, `# expires: 2030-01-01\n${narrow}\n${broad}`)).toEqual([broad]);
  });
});
