import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { rules } from '../../../src/lint/rules.js';
import type { ReportedProblem, ReportOptions } from '../../../src/report/problems/problem.js';
import { sarifProblems } from '../../../src/report/problems/sarif.js';
import { decodeBytes } from '../../../src/report/text.js';
import { anyProblems, anyText, utf8 } from './any-problems.js';
import { sarifErrors } from './sarif-schema.js';

interface Region {
  startLine: number;
  startColumn: number;
  endLine: number;
  endColumn: number;
}
interface Result {
  ruleId: string;
  ruleIndex: number;
  partialFingerprints: Record<string, string>;
  fixes?: {
    artifactChanges: { replacements: { deletedRegion: Region; insertedContent?: { text: string } }[] }[];
  }[];
}
interface Log {
  runs: [{ tool: { driver: { rules: { id: string }[] } }; results: Result[] }];
}

const file = 'dir a/b.supp';
const sarif = (problems: readonly ReportedProblem[], options: Partial<ReportOptions> = {}) => {
  const log = JSON.parse(
    sarifProblems(problems, { sources: new Map(), colour: false, ...options }),
  ) as unknown;
  expect(sarifErrors(log)).toEqual([]);
  return log as Log;
};
const problem: ReportedProblem = {
  ...{ rule: 'r', severity: 'error', file, line: 2, column: 6, endLine: 2, endColumn: 8, message: 'no' },
};

describe('the schema', () => {
  it('refuses what is no SARIF', () => {
    expect(sarifErrors({ version: '2.1.0', runs: [{ results: [] }] })).not.toEqual([]);
    const log = sarif([problem]);
    expect(sarifErrors({ ...log, extra: 1 })).not.toEqual([]);
    expect(
      sarifErrors(JSON.parse(JSON.stringify(log).replace('"startLine":2', '"startLine":0'))),
    ).not.toEqual([]);
  });
});

describe('sarif', () => {
  it('has what SARIF 2.1.0 and GitHub ask for', () => {
    const log = sarif([problem], { sources: new Map([[file, utf8('\nfé: ü\n')]]), version: '1.2.3' });
    expect(log).toMatchObject({
      version: '2.1.0',
      runs: [
        {
          tool: { driver: { name: 'chaff', version: '1.2.3', rules: [{ id: 'r' }] } },
          columnKind: 'unicodeCodePoints',
          results: [
            {
              ...{ ruleId: 'r', ruleIndex: 0, level: 'error', message: { text: 'no' } },
              locations: [
                {
                  physicalLocation: {
                    artifactLocation: { uri: 'dir%20a/b.supp' },
                    region: { startLine: 2, startColumn: 5, endLine: 2, endColumn: 6 },
                  },
                },
              ],
              partialFingerprints: { 'chaff/v1': expect.stringMatching(/^[0-9a-f]{32}$/) as string },
            },
          ],
        },
      ],
    });
  });

  it('describes all rules, whether they found anything or not', () => {
    const { driver } = sarif([{ ...problem, rule: 'syntax' }], { rules }).runs[0].tool;
    expect(driver.rules.map(({ id }) => id)).toEqual(rules.map(({ id }) => id));
    // GitHub cuts descriptions at 1024 characters.
    const description = { text: expect.stringMatching(/^.{1,1024}$/s) as string };
    for (const rule of driver.rules)
      expect(rule).toMatchObject({
        shortDescription: description,
        fullDescription: description,
        help: {
          text: expect.stringMatching(/./) as string,
          markdown: expect.stringContaining('\n\nWrong:\n\n    ') as string,
        },
        defaultConfiguration: {},
      });
  });

  it('knows the levels of rules', () => {
    const levels = (['error', 'warning', 'info', 'off'] as const).map((level) => ({ id: level, level }));
    const { driver } = sarif([], { rules: levels }).runs[0].tool;
    expect(driver.rules).toMatchObject([
      { defaultConfiguration: { level: 'error' } },
      { defaultConfiguration: { level: 'warning' } },
      { defaultConfiguration: { level: 'note' } },
      { defaultConfiguration: { enabled: false } },
    ]);
  });

  it.each([
    ['/a b/c.log', 'file:///a%20b/c.log'],
    ['./x.supp', 'x.supp'],
    ['a:b.supp', 'a%3Ab.supp'],
    ['100%#?.supp', '100%25%23%3F.supp'],
    [utf8('é.supp'), '%C3%A9.supp'],
  ])('makes %j the URI %s', (name, uri) => {
    expect(JSON.stringify(sarif([{ ...problem, file: name }]))).toContain(`"uri":"${uri}"`);
  });

  it('escapes in messages what a terminal would act on', () => {
    expect(JSON.stringify(sarif([{ ...problem, message: '\x1b[2J\nnext' }]))).toContain(
      '"text":"\\\\u{1b}[2J\\nnext"',
    );
  });

  it('is valid for any problems, and points to their rules', () => {
    fc.assert(
      fc.property(anyProblems, ([problems, options]) => {
        const [{ tool, results }] = sarif(problems, options).runs;
        expect(results.length).toBe(problems.length);
        for (const { ruleId, ruleIndex } of results) expect(tool.driver.rules[ruleIndex]!.id).toBe(ruleId);
        const prints = results.map(({ partialFingerprints }) => partialFingerprints['chaff/v1']);
        expect(new Set(prints).size).toBe(results.length);
      }),
    );
  });

  it('gives fixes that change the text as the edits change the bytes', () => {
    // Pieces in turn kept and replaced: edits do not overlap, and split no character.
    const lines = fc.array(fc.oneof(anyText, fc.constantFrom('\n', '\r\n', '')), { maxLength: 4 });
    const pieces = fc.array(fc.tuple(lines, lines, anyText), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(pieces, (all) => {
        let bytes = '';
        let mended = '';
        const edits = all.map(([kept, old, text]) => {
          bytes += utf8(kept.join(''));
          const start = bytes.length;
          bytes += utf8(old.join(''));
          mended += kept.join('') + text;
          return { start, end: bytes.length, text: utf8(text) };
        });
        const fix = { description: 'mend', edits };
        const [{ results }] = sarif([{ ...problem, fix }], { sources: new Map([[file, bytes]]) }).runs;
        expect(applied(decodeBytes(bytes), results[0]!)).toBe(mended);
      }),
    );
  });

  it('gives no fix for a file that it does not know, nor an empty one', () => {
    const fix = { description: 'mend', edits: [{ start: 0, end: 1, text: '' }] };
    expect(sarif([{ ...problem, fix }]).runs[0].results[0]).not.toHaveProperty('fixes');
    const known = { sources: new Map([[file, 'x']]) };
    expect(sarif([{ ...problem, fix }], known).runs[0].results[0]).toHaveProperty('fixes');
    const empty = { ...problem, fix: { ...fix, edits: [] } };
    expect(sarif([empty], known).runs[0].results[0]).not.toHaveProperty('fixes');
  });
});

/** The text after the fix, by SARIF's rules: regions of the text as it was, columns in code points. */
function applied(text: string, { fixes }: Result): string {
  const lines = text.split('\n').map((line) => [...line]);
  const offset = (line: number, column: number) =>
    lines.slice(0, line - 1).reduce((sum, each) => sum + each.length + 1, 0) + column - 1;
  const characters = [...text];
  let done = '';
  let at = 0;
  for (const { deletedRegion, insertedContent } of fixes![0]!.artifactChanges[0]!.replacements) {
    const { startLine, startColumn, endLine, endColumn } = deletedRegion;
    done += characters.slice(at, offset(startLine, startColumn)).join('') + (insertedContent?.text ?? '');
    at = offset(endLine, endColumn);
  }
  return done + characters.slice(at).join('');
}
