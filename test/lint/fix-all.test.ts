import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import '../seed.js';
import { applyFixes, fixAll } from '../../src/lint/fix.js';
import { lint, type LintOptions } from '../../src/lint/lint.js';
import { whatItHides } from '../../src/lint/over-broad.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { tools } from '../../src/suppression/tools.js';
import { anyFile } from './any-file.js';
import { entry, fixed } from './of-rule.js';

const name = 'x.supp';
const funs = (count: number) => Array.from({ length: count }, (_, at) => `fun:f${at}`);

/** The tools that take a file at a depth, each with what it loads. */
const taken = (bytes: string, numCallers: number) =>
  new Map(
    tools.flatMap(({ tool }) => {
      const { refused, suppressions } = load(parse(bytes), { file: name, tool, numCallers });
      return refused ? [] : [[tool, suppressions] as const];
    }),
  );

describe('a fix that Valgrind would refuse the file for is not made', () => {
  it.each([
    ['what is no location counts then', entry('deep', 'Memcheck:Cond', ...funs(11), '...', 'func:oops')],
    [
      'what is no location counts then, in the middle',
      entry('deep', 'Memcheck:Cond', ...funs(9), '...', '...', 'fun:x', 'func:oops'),
    ],
    ['the end of the entry is missed then', `{\ndeep\nMemcheck:Cond\n${funs(12).join('\n')}\n...\n`],
    [
      'the end of the entry is missed then, and the next one begins in it',
      `{\ndeep\nMemcheck:Cond\n${funs(11).join('\n')}\n...\n${entry('next', 'Memcheck:Cond', 'fun:g')}`,
    ],
    [
      'it runs into the next one',
      `{\n  a\n  Mem\xe2\x80\x8bcheck:Leak\n  fun:malloc\n\n${entry('next', 'Helgrind:Race', 'fun:f')}`,
    ],
  ])('since %s', (_, bytes) => {
    const all = [...taken(bytes, 12).keys()];
    expect(all).toContain('memcheck');
    expect([...taken(fixed(bytes), 12).keys()]).toEqual(all);
    const { left } = fixAll([{ name, bytes }]);
    expect(left.filter(({ fix }) => fix)).toEqual([]);
  });

  it('nor two that do harm together only: one of them is left', () => {
    const bytes = entry('header of the page', 'memcheck:Param', '\xe2\x80\xa6', 'fun:write');
    expect(lint([{ name, bytes }]).flatMap(({ fix }) => fix ?? [])).toHaveLength(2);
    const { files, fixed: made, left } = fixAll([{ name, bytes }]);
    expect(made.map(({ rule }) => rule)).toEqual(['inert-entry']);
    expect(files[0]!.bytes).toBe(bytes.replace('memcheck', 'Memcheck'));
    expect(left.map(({ rule, fix }) => [rule, fix])).toContainEqual(['invisible-character', null]);
  });

  it('where a rule is wrong about it, and it becomes a suggestion', () => {
    // Refused by Memcheck as it is and as it would be; the other tools take it, and would miss where it ends.
    const bytes = '{\n   a\n   Memcheck:Cond\n   \xc2\xa0}\n}\n';
    const [problem] = lint([{ name, bytes }]).filter(({ fix }) => fix);
    const { files, fixed: made, left } = fixAll([{ name, bytes }]);
    expect([files[0]!.bytes, made]).toEqual([bytes, []]);
    expect(left).toContainEqual({ ...problem, fix: null, suggestions: [problem!.fix] });
    // Of a file that is not to be changed all is said as it is.
    expect(fixAll([{ name, bytes }], {}, () => false).left).toContainEqual(problem);
  });

  it('and the others of the file are made', () => {
    const bytes = [...'abcdef']
      .map((id) =>
        entry(
          `header of ${id}`,
          'memcheck:Param',
          id === 'c' ? '\xe2\x80\xa6' : 'write(buf)',
          `fun:send_${id}**`,
        ),
      )
      .join('');
    expect(fixed(bytes)).toBe(bytes.replaceAll('memcheck', 'Memcheck').replaceAll('**', '*'));
  });
});

describe('two fixes that bring an entry to life together', () => {
  it('are not both made where it hides anything then', () => {
    const bytes = entry('plug-ins', 'Memcheck:Cond', 'fun: *', 'fun:*\xe2\x80\x8b');
    expect(lint([{ name, bytes }]).flatMap(({ fix }) => fix ?? [])).toHaveLength(2);
    const { files, left } = fixAll([{ name, bytes }]);
    expect(taken(files[0]!.bytes, 12).get('memcheck')!.map(whatItHides)).toEqual([undefined]);
    expect(left.flatMap(({ suggestions }) => suggestions)).toHaveLength(1);
  });
});

describe('whatever the file', () => {
  const options: LintOptions = { numCallers: 3, today: '2026-01-01' };

  it('a tool that takes it takes it after --fix, and hides nothing broader than before', () => {
    let changed = 0;
    fc.assert(
      fc.property(anyFile, (bytes) => {
        const after = fixed(bytes, options);
        if (after === bytes) return;
        for (const depth of [3, 500]) {
          const now = taken(after, depth);
          for (const [tool, before] of taken(bytes, depth)) {
            changed += 1;
            expect([...now.keys()]).toContain(tool);
            if (depth === 3) expect(broad(now.get(tool)!)).toBeLessThanOrEqual(broad(before));
          }
        }
      }),
      { numRuns: 3000 },
    );
    expect(changed).toBeGreaterThan(3000);

    function broad(suppressions: readonly Suppression[]): number {
      return suppressions.filter((each) => whatItHides(each) !== undefined).length;
    }
  });

  it('nothing fixable is left, and doing it again changes nothing', () => {
    fc.assert(
      fc.property(anyFile, (bytes) => {
        const { files, left } = fixAll([{ name, bytes }], options);
        // What is left to mend is what cannot be, one by one.
        const now = lint(files, options);
        for (const { fix } of now) {
          if (!fix) continue;
          const worse = applyFixes(files[0]!.bytes, [fix]).bytes;
          expect(
            [3, 500].some((depth) => taken(worse, depth).size < taken(files[0]!.bytes, depth).size),
          ).toBe(true);
        }
        expect(left).toEqual(
          now.map((each) =>
            each.fix ? { ...each, fix: null, suggestions: [each.fix, ...each.suggestions] } : each,
          ),
        );
      }),
      { numRuns: 1500 },
    );
  });
});
