import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { matches } from '../../src/match/matches.js';
import { loadPatterns } from '../../src/cli/load-for-tools.js';
import { entriesIn, readSetFile } from '../../src/set/read-set.js';
import { newestVersion } from '../../src/suppression/version.js';
import { decide, decideAll } from '../../src/verdict/decide.js';
import { exactEntries } from '../../src/verdict/exact.js';
import { judge, judging } from '../../src/verdict/judge.js';
import { standingIn } from '../../src/verdict/standing.js';
import { verdicts, type Decision, type Verdict, type VerdictFiles } from '../../src/verdict/verdict.js';
import { finding, lines } from '../minimize/make.js';
import { almostFile } from '../suppression/fragments.js';
import { bytesOf, files, options, otherLines } from './make.js';

// No stack begins another, so that no exact entry matches a second finding.
const findings: readonly Finding[] = ['a', 'b', 'c'].flatMap((name) => [
  finding(['malloc', name, 'end']),
  finding(['malloc', name, 'end'], { leakKind: 'possible' }),
  finding(['operator', name, 'end'], { kind: 'Memcheck:Cond', leakKind: undefined }),
]);
const contents = new Set(exactEntries(findings).map((exact) => exact!.content));

const someVerdict = fc.constantFrom<(Verdict | undefined)[]>(...verdicts, undefined);
const someValue = fc.option(fc.constantFrom('', 'one', 'two: {', '#', ' x '), { nil: undefined });
const someDecision: fc.Arbitrary<Decision> = fc
  .record({
    findings: fc.subarray([...findings], { minLength: 1 }),
    verdict: someVerdict,
    reason: someValue,
    owner: someValue,
    bug: someValue,
  })
  .map(({ reason, owner, bug, ...decision }) => ({
    ...decision,
    ...(reason === undefined ? {} : { reason }),
    ...(owner === undefined ? {} : { owner }),
    ...(bug === undefined ? {} : { bug }),
  }));

/** Exact entries as people could have written them, among comments, other entries and what is broken. */
const somePiece = fc.oneof(
  { weight: 1, arbitrary: almostFile },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      '\n',
      '# loose\n\n',
      '{\n  broad\n  Memcheck:Leak\n  fun:malloc\n}\n',
      '# reason: so\n{\n  odd\n  Memcheck:Addr4\n  fun:x\n}\n',
      '{\n  open\n  Memcheck:Leak\n',
      'stray\n',
      '# no end',
    ),
  },
  {
    weight: 3,
    arbitrary: fc
      .tuple(
        fc.constantFrom(...findings),
        fc.constantFrom('', '', '# reason: r\n', '# prose\n# owner: o\n', '#bug: x\n# bug:y\n'),
        fc.boolean(),
      )
      .map(([of, comments, isDos]) => {
        const kinds = of.leakKind ? `\tmatch-leak-kinds:${of.leakKind}\n` : '';
        const stack = of.frames.map(({ fun }) => `  fun:${fun}\n`).join('');
        const text = `${comments}{\n  name\n ${of.kind}\n${kinds}${stack}}\n`;
        return isDos ? text.replaceAll('\n', '\r\n') : text;
      }),
  },
);
const someBytes = fc.array(somePiece, { maxLength: 6 }).map((pieces) => pieces.join(''));
const filesOf = (some: fc.Arbitrary<string>) =>
  fc.record({ fix: some, annotate: some, suppress: some }).map((bytes) => files(bytes));
const someFiles = filesOf(someBytes);
/** A last line without newline gets one when something comes behind it. */
const endedFiles = filesOf(someBytes.map((bytes) => (bytes.endsWith('\n') ? bytes : `${bytes}\n`)));

function decided(start: VerdictFiles, decisions: readonly Decision[]): VerdictFiles {
  return decisions.reduce(decide, start);
}

describe('a decision on any files', () => {
  test('keeps all lines that are not of exact entries of its findings', () => {
    fc.assert(
      fc.property(endedFiles, someDecision, (before, decision) => {
        const own = new Set(exactEntries(decision.findings).map((exact) => exact!.content));
        const after = decide(before, decision);
        for (const verdict of verdicts) {
          // The comments of a file's first entry may be about the file: they stay, and an exact entry is no longer below.
          const keptOf = (some: VerdictFiles) =>
            otherLines(some[verdict], own).filter((line) => !line.trimStart().startsWith('#'));
          expect(keptOf(after)).toEqual(keptOf(before));
        }
      }),
      { numRuns: 300 },
    );
  });

  test('keeps every byte but for blank lines around entries that come or go, where they have no comments', () => {
    fc.assert(
      fc.property(endedFiles, someVerdict, fc.subarray([...findings]), (before, verdict, some) => {
        const own = new Set(exactEntries(some).map((exact) => exact!.content));
        fc.pre(
          verdicts.every((each) =>
            entriesIn([readSetFile(before[each])]).every(
              ({ content, source }) => !own.has(content) || source.ofType('comment').length === 0,
            ),
          ),
        );
        const after = decide(before, { findings: some, verdict });
        for (const each of verdicts)
          expect(otherLines(after[each], own)).toEqual(otherLines(before[each], own));
      }),
      { numRuns: 300 },
    );
  });

  test('done twice is done once', () => {
    fc.assert(
      fc.property(someFiles, someDecision, (before, decision) => {
        const once = decide(before, decision);
        expect(bytesOf(decide(once, decision))).toEqual(bytesOf(once));
      }),
      { numRuns: 300 },
    );
  });

  test('gives each finding an entry in the file of the verdict and in no other', () => {
    fc.assert(
      fc.property(someFiles, someDecision, (before, decision) => {
        const after = decide(before, decision);
        const own = exactEntries(decision.findings).map((exact) => exact!.content);
        for (const verdict of verdicts) {
          const there = new Set(entriesIn([readSetFile(after[verdict])]).map(({ content }) => content));
          for (const content of own) expect(there.has(content)).toBe(verdict === decision.verdict);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('any sequence of decisions', () => {
  const someDecisions = fc.array(someDecision, { maxLength: 8 });

  test('gives what the last one says of each finding, in files that Valgrind loads, with names of their own', () => {
    fc.assert(
      fc.property(someDecisions, (decisions) => {
        const after = decided(files(), decisions);
        const judgement = judge(findings, after, options);
        const last = findings.map(
          (each) => decisions.findLast((one) => one.findings.includes(each))?.verdict,
        );
        expect(judgement.findings.map(({ verdict }) => verdict)).toEqual(last);
        expect(judgement.findings.some(({ contradicted }) => contradicted)).toBe(false);
        expect(judgement.unneeded).toEqual([]);
        for (const verdict of verdicts) {
          const loaded = loadPatterns([after[verdict]], newestVersion); // throws at what a tool refuses
          expect(new Set(loaded.map(({ name }) => name)).size).toBe(loaded.length);
        }
      }),
      { numRuns: 200 },
    );
  });

  test('made in one go gives the same verdicts and comments as one after the other', () => {
    const said = (some: VerdictFiles) => [
      judge(findings, some, options).findings.map(({ verdict }) => verdict),
      standingIn(some, exactEntries(findings)),
    ];
    fc.assert(
      fc.property(someDecisions, someDecisions, fc.boolean(), (first, decisions, isApart) => {
        const before = decided(files(), first);
        const seen = new Set<Finding>();
        const some = isApart
          ? decisions.map((each) => {
              const own = each.findings.filter((one) => !seen.has(one));
              for (const one of own) seen.add(one);
              return { ...each, findings: own };
            })
          : decisions;
        expect(said(decideAll(before, some))).toEqual(said(decided(before, some)));
      }),
      { numRuns: 200 },
    );
  });

  test('taken back leaves the files as they were', () => {
    const sound = '# head\n\n{\n  other\n  Memcheck:Leak\n  fun:else\n}\n';
    fc.assert(
      fc.property(someDecisions, fc.constantFrom('', sound), (decisions, bytes) => {
        const before = files({ fix: bytes, annotate: bytes, suppress: bytes });
        const after = decided(before, [...decisions, { findings, verdict: undefined }]);
        expect(bytesOf(after)).toEqual(bytesOf(before));
      }),
      { numRuns: 300 },
    );
  });
});

test('judging agrees with the plain matcher', () => {
  const someLines = fc.constantFrom(
    'fun:malloc',
    '... fun:a',
    'fun:malloc fun:b',
    'fun:?',
    'fun:* obj:/x',
    '... fun:end',
  );
  const someEntries = fc
    .array(fc.tuple(fc.constantFrom('Memcheck:Leak', 'Memcheck:Cond', 'Helgrind:Race'), someLines), {
      maxLength: 30,
    })
    .map((entries) => {
      const texts = entries.map(([kind, some]) => `{\n x\n ${kind}\n ${some.replaceAll(' ', '\n ')}\n}\n`);
      return { entries, bytes: texts.join('') };
    });
  fc.assert(
    fc.property(fc.record({ fix: someEntries, annotate: someEntries, suppress: someEntries }), (given) => {
      const of = (verdict: Verdict) => given[verdict].bytes;
      const some = files({ fix: of('fix'), annotate: of('annotate'), suppress: of('suppress') });
      const judgement = judge(findings, some, options);
      const answers = (verdict: Verdict, each: Finding) =>
        given[verdict].entries.map(([kind, text]) =>
          matches({ name: 'x', kind, frames: lines(text), file: '', line: 1 }, each),
        );
      for (const { finding: each, verdict, entries, contradicted } of judgement.findings) {
        const sure = verdicts.map((one) => answers(one, each).filter((answer) => answer === 'yes').length);
        const first = sure.findIndex((count) => count > 0);
        expect(verdict).toBe(verdicts[first]);
        expect(entries.length).toBe(sure[first] ?? 0);
        expect(contradicted).toBe(sure.filter((count) => count > 0).length > 1);
      }
      const idle = verdicts.flatMap((one) =>
        given[one].entries.filter((_, at) => findings.every((each) => answers(one, each)[at] === 'no')),
      );
      expect(judgement.unneeded.length).toBe(idle.length);
    }),
    { numRuns: 200 },
  );
});

test('what is judged after other files is what is judged alone, and so is what they said of a finding', () => {
  fc.assert(
    fc.property(
      fc.array(someFiles, { minLength: 2, maxLength: 4 }),
      fc.array(someDecision),
      (some, decisions) => {
        const judgeNext = judging(findings, options);
        const exact = exactEntries(findings);
        const all = some.flatMap((each) => [each, decided(each, decisions)]);
        for (const each of all) {
          // Equal files of another name are read anew.
          const renamed = (name: string) => ({
            fix: { ...each.fix, name },
            annotate: { ...each.annotate, name },
            suppress: { ...each.suppress, name },
          });
          const told = ({ findings: judged, unneeded }: ReturnType<typeof judge>) => ({
            judged: judged.map(({ entries, ...rest }) => ({
              ...rest,
              entries: entries.map(({ line }) => line),
            })),
            unneeded: unneeded.map(({ verdict, entry }) => [verdict, entry.line]),
          });
          expect(told(judgeNext(each))).toEqual(told(judge(findings, renamed('other'), options)));
          expect(standingIn(each, exact)).toEqual(standingIn(renamed('another'), exact));
        }
      },
    ),
    { numRuns: 60 },
  );
});

test('the contents of all findings differ, or the properties above say little', () => {
  expect(contents.size).toBe(findings.length);
});
