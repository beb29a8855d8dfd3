import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { format, leftAlone, type FormatOptions } from '../../src/format/format.js';
import { refusalOf } from '../../src/format/refusal.js';
import { sortOrders } from '../../src/format/sort.js';
import { contentOf } from '../../src/rewrite/survey.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import { print } from '../../src/suppression/print.js';
import { tools } from '../../src/suppression/tools.js';
import { linesOf } from '../../src/suppression/tree.js';
import { almostFile, anyBytes, crumbs } from '../suppression/fragments.js';

/** Sound entries laid out in odd ways, with comments and blank lines in all places. */
const between = fc.constantFrom('', '', '', '\n', ' \n', '\r\n\n', '# c\n', '\t# d \n\n');
const blanks = fc.constantFrom('', '', ' ', '   ', '\t');
const untidyEntry = fc
  .tuple(
    fc.constantFrom('a', 'b', 'c', '{', 'a b', 'n\0x'),
    fc.constantFrom('Memcheck:Cond', 'Memcheck:Leak', 'Helgrind:Race', 'drd:MutexErr', 'Other:X'),
    fc.array(fc.constantFrom('fun:f', 'obj:*', '...'), { maxLength: 14 }),
    fc.infiniteStream(fc.tuple(between, blanks, blanks)),
    fc.constantFrom('\n', '\r\n'),
  )
  .map(([name, kind, locations, spaces, newline]) =>
    ['{', name, kind, 'fun:f', ...locations, '}']
      .map((text) => {
        const [above, indent, end] = spaces.next().value;
        return `${above}${indent}${text}${end}${newline}`;
      })
      .join(''),
  );

/** All sound, with a chance of one broken piece. */
const untidyFile = fc
  .tuple(
    fc.array(fc.oneof({ weight: 5, arbitrary: untidyEntry }, between), { maxLength: 8 }),
    fc.oneof({ weight: 2, arbitrary: fc.constant('') }, almostFile),
    fc.boolean(),
  )
  .map(([parts, odd, inFront]) => (inFront ? [odd, '\n', ...parts] : [...parts, odd]).join(''));

const files = fc.oneof({ weight: 2, arbitrary: untidyFile }, almostFile, crumbs, anyBytes);
const options: fc.Arbitrary<FormatOptions> = fc.record({
  version: fc.constantFrom('3.28.0', '3.28.0', '3.19.0', '3.5.0'),
  sort: fc.constantFrom('none' as const, ...sortOrders),
});

/** What a tool loads and refuses, without places. */
function meaning(bytes: string, tool: (typeof tools)[number]['tool'], version: string, numCallers: number) {
  const { suppressions, problems, refused } = load(parse(bytes), { file: '', tool, version, numCallers });
  return {
    entries: suppressions.map(contentOf),
    refused: refused?.valgrind.message,
    messages: problems.map(({ valgrind }) => valgrind.message),
  };
}

function textsOf(bytes: string): string[] {
  return [...linesOf(parse(bytes))].map(({ text }) => text).filter((text) => text !== '');
}

describe('whatever the file', () => {
  test('formatting it twice is formatting it once', () => {
    fc.assert(
      fc.property(files, options, (bytes, how) => {
        const once = format(bytes, how);
        expect(format(once, how)).toBe(once);
      }),
      { numRuns: 1500 },
    );
  });

  test('every tool reads the same, at every depth', () => {
    fc.assert(
      fc.property(files, options, fc.constantFrom(2, 3, 12, 500), (bytes, how, depth) => {
        const numCallers = how.version === '3.5.0' ? Math.min(depth, 50) : depth;
        const formatted = format(bytes, how);
        for (const { tool } of tools) {
          const [before, after] = [bytes, formatted].map((each) =>
            meaning(each, tool, how.version!, numCallers),
          );
          expect(after!.refused).toEqual(before!.refused);
          if (how.sort !== 'none')
            for (const { entries, messages } of [before!, after!]) {
              entries.sort();
              messages.sort();
            }
          expect(after).toEqual(before);
        }
      }),
      { numRuns: 1500 },
    );
  });

  test('every line keeps its text, in the old order unless sorted', () => {
    fc.assert(
      fc.property(files, options, (bytes, how) => {
        const [before, after] = [textsOf(bytes), textsOf(format(bytes, how))];
        expect(how.sort === 'none' ? after : after.sort()).toEqual(
          how.sort === 'none' ? before : before.sort(),
        );
      }),
      { numRuns: 1500 },
    );
  });

  test('what Valgrind refuses keeps its bytes', () => {
    let refused = 0;
    fc.assert(
      fc.property(files, options, (bytes, how) => {
        const formatted = format(bytes, how);
        const tree = parse(bytes);
        for (const item of tree.items) {
          if (item.type === 'blank' || !refusalOf(item, tree, how.version!)) continue;
          refused += 1;
          expect(formatted).toContain(print({ type: 'file', items: [item] }));
        }
      }),
      { numRuns: 600 },
    );
    expect(refused).toBeGreaterThan(600);
  });

  test('where nothing is broken, white space has no say', () => {
    let sound = 0;
    const spoilt = fc.infiniteStream(fc.tuple(blanks, blanks, fc.constantFrom('', '', '\r'), fc.boolean()));
    fc.assert(
      fc.property(untidyFile, spoilt, (bytes, spaces) => {
        if (leftAlone(bytes).length > 0) return;
        sound += 1;
        const formatted = format(bytes);
        const lines = formatted.split('\n').slice(0, -1);
        for (const line of lines) expect(line).toMatch(/^(?:[{}#]| {3}[^ \t\f\v\r]|$)/);
        expect(`\n${formatted}`).not.toMatch(/[ \t\f\v\r]\n|\n\n\n|\n\n$/);
        const untidy = lines.map((line) => {
          const [indent, end, carriageReturn, isLoose] = spaces.next().value;
          const mayBeLoose = line === '' || line.startsWith('   ') || line.startsWith('}');
          return `${isLoose && mayBeLoose ? `${end}\n` : ''}${indent}${line.replace(/^ {3}/, '')}${end}${carriageReturn}\n`;
        });
        expect(format(untidy.join(''))).toBe(formatted);
      }),
      { numRuns: 600 },
    );
    expect(sound).toBeGreaterThan(200);
  });
});
