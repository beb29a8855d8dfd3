import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { covers } from '../../../src/match/covers.js';
import { mergeThreeWay } from '../../../src/merge/three-way/merge-three-way.js';
import { entriesIn, readSetFile } from '../../../src/set/read-set.js';
import type { SetEntry } from '../../../src/set/set-entry.js';
import { loadedByEveryTool } from '../../../src/suppression/every-tool.js';
import { parse } from '../../../src/suppression/parse.js';
import { newestVersion } from '../../../src/suppression/version.js';
import { almostFile } from '../../suppression/fragments.js';
import { threeFiles } from './arbitrary.js';

function merge(base: string, ours: string, theirs: string) {
  const file = (bytes: string) => ({ name: 'f', bytes });
  const merged = mergeThreeWay({ base: file(base), ours: file(ours), theirs: file(theirs) });
  if (merged.type === 'refused') throw new Error(JSON.stringify(merged));
  return merged;
}

const entries = (bytes: string) => entriesIn([readSetFile({ name: 'f', bytes })]);
const contents = (bytes: string) => entries(bytes).map(({ content }) => content);
const isRead = ({ loaded }: SetEntry) => loaded.size > 0;
const isSound = (bytes: string) => {
  return readSetFile({ name: 'f', bytes }).pieces.every(({ type }) => type !== 'broken');
};

/** Also files that an earlier merge left with open entries, as the base too: git makes such bases in a criss-cross merge. */
const afterMerges = fc
  .tuple(threeFiles, fc.constantFrom(0, 1, 2, 3))
  .map(([{ base, ours, theirs }, which]) => {
    const { bytes } = merge(base, ours, theirs);
    if (which === 1) return { base: bytes, ours, theirs };
    if (which === 2) return { base, ours: bytes, theirs };
    return which === 3 ? { base: ours, ours: bytes, theirs } : { base, ours, theirs };
  });
/** Files with all that Valgrind's reader knows, if not much alike. */
const soundFile = almostFile.filter(isSound);
const numRuns = Number(process.env['CHAFF_MERGE_RUNS'] ?? 300);

describe('where one side did nothing', () => {
  test.each([
    ['files made by edits', afterMerges.map(({ base, ours }) => [base, ours] as const)],
    ['any files', fc.tuple(soundFile, soundFile)],
  ])('the result is the other side, byte for byte: %s', (_, files) => {
    fc.assert(
      fc.property(files, ([base, changed]) => {
        expect(merge(base, base, changed)).toMatchObject({ bytes: changed, conflicts: [] });
        expect(merge(base, changed, base)).toMatchObject({ bytes: changed, conflicts: [] });
        expect(merge(base, changed, changed)).toMatchObject({ bytes: changed, conflicts: [] });
      }),
      { numRuns },
    );
  });
});

describe('the result', () => {
  test('is loaded by every tool', () => {
    fc.assert(
      fc.property(afterMerges, ({ base, ours, theirs }) => {
        const { bytes } = merge(base, ours, theirs);
        for (const { refused } of loadedByEveryTool(parse(bytes), newestVersion))
          expect(refused).toBeUndefined();
      }),
      { numRuns },
    );
  });

  test('hides nothing that neither side hides; what is open only what both hide', () => {
    fc.assert(
      fc.property(afterMerges, ({ base, ours, theirs }) => {
        const [inOurs, inTheirs] = [entries(ours), entries(theirs)];
        const known = new Set([...inOurs, ...inTheirs].map(({ content }) => content));
        for (const entry of entries(merge(base, ours, theirs).bytes).filter(isRead))
          if (!known.has(entry.content)) {
            expect(inOurs.some((each) => hides(each, entry))).toBe(true);
            expect(inTheirs.some((each) => hides(each, entry))).toBe(true);
          }
      }),
      { numRuns },
    );
  });

  test('has all that a side added or changed, in force or as a comment', () => {
    fc.assert(
      fc.property(afterMerges, ({ base, ours, theirs }) => {
        const { bytes } = merge(base, ours, theirs);
        const before = new Set(contents(base));
        const inForce = new Set(contents(bytes));
        const lines = bytes.split('\n').map((line) => line.replace(/^(?:# ?)+/, '').trim());
        for (const { content, source } of [...entries(ours), ...entries(theirs)])
          if (!before.has(content) && !inForce.has(content))
            for (const { text } of source.ofType('body')) expect(lines).toContain(text);
      }),
      { numRuns },
    );
  });

  test('hides the same whichever side is ours', () => {
    fc.assert(
      fc.property(afterMerges, ({ base, ours, theirs }) => {
        const [one, other] = [merge(base, ours, theirs), merge(base, theirs, ours)];
        expect(contents(one.bytes).sort()).toEqual(contents(other.bytes).sort());
        expect(one.conflicts.length).toBe(other.conflicts.length);
      }),
      { numRuns },
    );
  });

  test('keeps the comments that a side wrote', () => {
    fc.assert(
      fc.property(afterMerges, fc.constantFrom('ours', 'theirs'), ({ base, ours, theirs }, side) => {
        const written = `# written by ${side}\n{\n   of ${side}\n   Memcheck:Cond\n   # inside\n   fun:of_${side}\n}\n`;
        const files = { ours, theirs, [side]: { ours, theirs }[side] + written };
        expect(merge(base, files.ours, files.theirs).bytes).toContain(written);
      }),
      { numRuns },
    );
  });
});

function hides(a: SetEntry, b: SetEntry): boolean {
  return [...b.loaded].every(([tool, suppression]) => {
    const other = a.loaded.get(tool);
    return other !== undefined && covers(other, suppression).covers;
  });
}
