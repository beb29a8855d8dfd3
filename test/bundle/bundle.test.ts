import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { blankOut } from '../../src/bundle/blank-out.js';
import { bundle } from '../../src/bundle/bundle.js';
import { notFor } from '../../src/bundle/not-for.js';
import { bundleFile } from '../../src/report/bundle/supp.js';
import { entriesIn, readSetFile } from '../../src/set/read-set.js';
import { load } from '../../src/suppression/load.js';
import { parse } from '../../src/suppression/parse.js';
import type { Suppression } from '../../src/suppression/suppression.js';
import { defaultTools } from '../../src/suppression/tools.js';
import { almostFile } from '../suppression/fragments.js';
import { target } from './make.js';

const entry = (name: string, comments = '') =>
  `${comments}{\n   ${name}\n   Memcheck:Cond\n   fun:${name}\n}\n`;
const namesIn = (bytes: string) => entriesIn([readSetFile({ name: 'x', bytes })]).map(({ name }) => name);
const file = (name: string, bytes: string) => readSetFile({ name, bytes });

describe('entries that are not for a place', () => {
  const here = target({ valgrind: '3.19.0', libraries: { foo: '1.2.3', bar: null } });
  const isOut = (...comments: string[]) => {
    const bytes = entry('a', comments.map((line) => `# ${line}\n`).join(''));
    return notFor(entriesIn([file('x', bytes)])[0]!, here) !== undefined;
  };

  test.each([
    ['valgrind: >=3.22', true],
    ['valgrind: >=3.19, <3.22', false],
    ['library: foo >=1.3', true],
    ['library: foo 1.2', false],
    ['library: foo 1', false],
    ['library: bar 2', true],
    // Nobody knows its version, or it says none that could be compared: whose fault it is, no more.
    ['library: baz 1', false],
    ['library: foo', false],
    ['library: bar', false],
    ['library: foo, before the rewrite', false],
    ['reason: valgrind: >=3.22', false],
  ])('# %s', (comment, out) => {
    expect(isOut(comment)).toBe(out);
  });

  test('of several libraries one that may be meant is enough', () => {
    expect(isOut('library: foo >=9', 'library: bar 2')).toBe(true);
    expect(isOut('library: foo >=9', 'library: foo 1.2')).toBe(false);
    expect(isOut('library: foo >=9', 'library: baz 1')).toBe(false);
    expect(isOut('library: foo >=9', 'library: baz')).toBe(false);
  });

  test('without a version of Valgrind nothing is left out for it', () => {
    const [only] = entriesIn([file('x', entry('a', '# valgrind: >=3.22\n'))]);
    expect(notFor(only!, target())).toBe(undefined);
  });
});

describe('bundle', () => {
  const here = target({ valgrind: '3.19.0', tool: 'memcheck' });

  test('keeps bytes, names the files, and leaves out entries with their comments', () => {
    const one = file(
      'one.supp',
      `# One\n\n${entry('a')}\n# why\n${entry('b', '# valgrind: 3.22\n')}\n${entry('c')}`,
    );
    const two = file('naïve.supp', entry('d').trimEnd());
    const made = bundle([], [one, two], here);
    expect(made.bytes).toBe(
      `# one.supp\n\n# One\n\n${entry('a')}\n${entry('c')}\n# na\xC3\xAFve.supp\n\n${entry('d')}`,
    );
    expect(made.entries).toBe(3);
    expect(made.leftOut.map(({ entry: { name, line } }) => [name, line])).toEqual([['b', 12]]);
  });

  test('a newline in the name of a file does not end its comment', () => {
    const { bytes } = bundle([], [file('a\n{\nb', entry('a'))], here);
    expect(namesIn(bytes)).toEqual(['a']);
    expect(bytes.startsWith('# a { b\n\n')).toBe(true);
  });

  /** What counts of an entry, wherever it stands. */
  const said = ({ name, kind, extra, leakKinds, frames }: Suppression) => ({
    name,
    kind,
    extra,
    leakKinds,
    frames,
  });

  test('tools load of it what they load of the files, in their order', () => {
    let checked = 0;
    fc.assert(
      fc.property(fc.array(almostFile, { minLength: 1, maxLength: 3 }), (texts) => {
        const files = texts.map((bytes, index) => file(`${index}.supp`, bytes));
        const made = bundleFile(bundle([], files, here));
        for (const tool of defaultTools) {
          const options = { tool, version: '3.19.0', numCallers: 500 };
          const each = files.map(({ tree, name }) => load(tree, { ...options, file: name }));
          if (each.some(({ refused }) => refused)) continue;
          checked += 1;
          const whole = load(parse(made), { ...options, file: 'bundle' });
          expect(whole.refused).toBe(undefined);
          expect(whole.suppressions.map(said)).toEqual(
            each.flatMap(({ suppressions }) => suppressions.map(said)),
          );
        }
      }),
      { numRuns: 3000 },
    );
    expect(checked).toBeGreaterThan(300);
  });

  test('blanked out, the others stay on their lines', () => {
    const text = `${entry('a')}\n# why\n${entry('b')}${entry('c')}`;
    const read = file('x', text);
    const [, b] = entriesIn([read]);
    const bytes = blankOut(read, new Set([b!.source]));
    expect(bytes.split('\n')).toHaveLength(text.split('\n').length);
    expect(entriesIn([file('x', bytes)]).map(({ name, line }) => [name, line])).toEqual([
      ['a', 2],
      ['c', entriesIn([read])[2]!.line],
    ]);
    expect(blankOut(read, new Set())).toBe(text);
  });
});
