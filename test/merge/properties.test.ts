import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers } from '../../src/match/covers.js';
import { readForMerge } from '../../src/merge/broken.js';
import { entriesIn } from '../../src/set/read-set.js';
import { linesOf } from '../../src/suppression/tree.js';
import { parse } from '../../src/suppression/parse.js';
import { almostFile } from '../suppression/fragments.js';
import { setFile as file } from './any-set.js';
import { contentsOf, merged, reading } from './make.js';

const runs = { numRuns: 400 };

describe('without real findings', () => {
  test('merging is idempotent, byte for byte', () => {
    fc.assert(
      fc.property(
        fc.array(file, { minLength: 1, maxLength: 3 }),
        fc.boolean(),
        fc.boolean(),
        (files, keepNarrow, provenance) => {
          const once = merged(files, { keepNarrow, provenance }).bytes;
          expect(merged([once], { keepNarrow, provenance }).bytes).toBe(once);
          expect(merged([once, once], { keepNarrow, provenance }).bytes).toBe(once);
          if (!provenance) expect(merged([once, ...files], { keepNarrow }).bytes).toBe(once);
        },
      ),
      runs,
    );
  });

  test('what the result says does not depend on the order of the files', () => {
    fc.assert(
      fc.property(file, file, fc.boolean(), (a, b, keepNarrow) => {
        const [one, other] = [
          [a, b],
          [b, a],
        ].map((files) => contentsOf(merged(files, { keepNarrow }).bytes));
        expect(one).toEqual(other);
      }),
      runs,
    );
  });

  test('nor on how they are put together', () => {
    fc.assert(
      fc.property(file, file, file, fc.boolean(), (a, b, c, keepNarrow) => {
        const two = (one: string, other: string) => merged([one, other], { keepNarrow }).bytes;
        const left = contentsOf(two(two(a, b), c));
        expect(contentsOf(two(a, two(b, c)))).toEqual(left);
        expect(contentsOf(merged([a, b, c], { keepNarrow }).bytes)).toEqual(left);
      }),
      runs,
    );
  });
});

test('what files hide the merged one hides, and nothing else', () => {
  let folded = 0;
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
      const { bytes, entries } = merged(files);
      const read = (text: string) => entriesIn([readForMerge({ name: 'x', bytes: text }, reading)]);
      const [before, after] = [files.flatMap(read), read(bytes)];
      folded += before.length - entries.length;
      expect(entries.flatMap(({ folds }) => folds).length + entries.length).toBe(before.length);
      // Each thing that stays stood there, and each thing that stood there is covered by one that stays.
      const stood = new Set(before.map(({ content }) => content));
      for (const { content } of after) expect(stood).toContain(content);
      for (const { loaded } of before)
        for (const [tool, narrow] of loaded)
          expect(
            after.some((each) => each.loaded.has(tool) && covers(each.loaded.get(tool)!, narrow).covers),
          ).toBe(true);
    }),
    runs,
  );
  expect(folded).toBeGreaterThan(100); // else the property says little
});

test('no comment of an input is lost, no metadata is doubled', () => {
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
      const { bytes } = merged(files);
      for (const text of commentsOf(files.join('\n'))) expect(bytes).toContain(text.replace(/^#+\s*/, ''));
      for (const { source } of entriesIn([readForMerge({ name: 'x', bytes }, reading)])) {
        const own = source.ofType('comment').map(({ text }) => text);
        const given = files.flatMap((each) =>
          entriesIn([readForMerge({ name: 'x', bytes: each }, reading)]).map((one) =>
            one.source.ofType('comment').map(({ text }) => text),
          ),
        );
        // An entry of an input may have a line twice; no other has.
        const most = (text: string) =>
          Math.max(1, ...given.map((one) => one.filter((each) => each === text).length));
        for (const text of new Set(own.filter((each) => each.includes(':'))))
          expect(own.filter((each) => each === text).length).toBeLessThanOrEqual(most(text));
      }
    }),
    runs,
  );
});

test('names are unique', () => {
  fc.assert(
    fc.property(fc.array(file, { minLength: 1, maxLength: 3 }), (files) => {
      const names = merged(files).entries.map(({ name }) => name);
      expect(new Set(names).size).toBe(names.length);
    }),
    runs,
  );
});

test('whatever the files, what they hold comes out whole, and loads', () => {
  let broken = 0;
  fc.assert(
    fc.property(
      fc.array(almostFile, { minLength: 1, maxLength: 3 }),
      fc.constantFrom(12, 2),
      (files, numCallers) => {
        // That every tool loads it is proved by merge itself, which throws else.
        const { bytes } = merged(files, { numCallers });
        expect(merged([bytes], { numCallers }).bytes).toBe(bytes);
        broken += bytes.split('# broken, kept as comments').length - 1;
        for (const text of files.flatMap((each) => [...linesOf(parse(each))].map((one) => one.text)))
          if (/^# comment$/.test(text)) expect(bytes).toContain(text);
      },
    ),
    { numRuns: 1000 },
  );
  expect(broken).toBeGreaterThan(500);
});

function commentsOf(bytes: string): string[] {
  return [...linesOf(parse(bytes))].filter(({ type }) => type === 'comment').map(({ text }) => text);
}
