import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { fixAll, type Fixed } from '../../src/lint/fix.js';
import { lint, type LintOptions } from '../../src/lint/lint.js';
import { rules } from '../../src/lint/rules.js';
import { withoutIdle } from '../../src/match/progress.js';
import { load } from '../../src/suppression/load.js';
import type { SourceFile } from '../../src/suppression/load-set.js';
import { parse } from '../../src/suppression/parse.js';
import { leakKinds, type Tool } from '../../src/suppression/suppression.js';
import { tools } from '../../src/suppression/tools.js';
import { linesOf } from '../../src/suppression/tree.js';

const folder = fileURLToPath(new URL('../../../shared/corpus/supp/', import.meta.url));
const isPresent = existsSync(folder);
const title = 'lint of the collected files of other projects';

/** All rules that need no logs, those too that are off. */
const options: LintOptions = {
  today: '2026-11-24',
  levels: new Map(rules.filter(({ level }) => level === 'off').map(({ id }) => [id, 'warning'])),
};

/** Rules whose fixes are to change what an entry hides: they bring it to life. All others must not. */
const mending: readonly string[] = ['blank-in-pattern', 'inert-entry', 'invisible-character'];

describe.skipIf(!isPresent)(isPresent ? title : `${title} (skipped: ../shared is not here)`, () => {
  const files = isPresent ? readAll() : [];

  it.each(files.map((file) => [file.name, file] as const))(
    'mends %s without harm',
    (_, file) => {
      expectHarmless([file], fixAll([file], options));
    },
    60_000,
  );

  it('mends all of them as one set without harm', () => {
    expect(lint(files, options).some(({ related, file }) => related.some((each) => each.file !== file))).toBe(
      true,
    );
    expectHarmless(files, fixAll(files, options));
  }, 600_000);

  it('removes copies in other files, where files belong together, and keeps what the set hides', () => {
    const ruleOptions = new Map([['exact-duplicate', { acrossFiles: true }]]);
    const { files: after, fixed } = fixAll(files, { ...options, ruleOptions });
    const changes = fixed.filter(({ rule }) => mending.includes(rule)).length;
    expect(fixed.length).toBeGreaterThan(1000);
    for (const { tool } of tools) {
      const [old, now] = [files, after].map((each) => entriesOf(each, tool));
      expect(notIn(now!, old!).length).toBeLessThanOrEqual(changes);
      expect(notIn(old!, now!).length).toBeLessThanOrEqual(changes);
    }
  }, 600_000);
});

function readAll(): SourceFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((each) => each.isFile() && each.name.endsWith('.supp'))
    .map((each) => join(each.parentPath, each.name))
    .map((path) => ({ name: path.slice(folder.length), bytes: readFileSync(path, 'latin1') }));
}

function expectHarmless(before: readonly SourceFile[], { files, fixed, left }: Fixed): void {
  const now = lint(files, options);
  expect(now.filter(({ fix }) => fix)).toEqual([]);
  expect(left).toEqual(now);
  for (const [index, file] of files.entries()) {
    const made = fixed.filter((problem) => problem.file === file.name).map(({ rule }) => rule);
    expectCommentsIn(before[index]!.bytes, file.bytes, made);
    for (const { tool } of tools)
      for (const numCallers of [12, 500]) {
        const [old, now] = [before[index]!, file].map(({ bytes }) => loaded(bytes, tool, numCallers));
        if (!old!.refused) expect(now!.refused).toBeUndefined();
        const changes = made.filter((rule) => mending.includes(rule)).length;
        expect(notIn(now!.entries, old!.entries).length).toBeLessThanOrEqual(changes);
        expect(notIn(old!.entries, now!.entries).length).toBeLessThanOrEqual(changes);
      }
  }
}

/** Each comment is there as often as before; one that a copy repeats may go with the copy. */
function expectCommentsIn(before: string, after: string, made: readonly string[]): void {
  const left = countsOf(after);
  for (const [text, count] of countsOf(before)) {
    const least = made.includes('exact-duplicate') ? 1 : count;
    expect(left.get(text) ?? 0, text).toBeGreaterThanOrEqual(least);
  }
}

function countsOf(bytes: string): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { type, text } of linesOf(parse(bytes)))
    if (type === 'comment') counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}

/** What a tool reads of a file: its entries as a set, whatever their names and the lines that mean nothing. */
function loaded(bytes: string, tool: Tool, numCallers: number) {
  const { suppressions, refused } = load(parse(bytes), { file: '', tool, numCallers });
  const entries = suppressions.map(({ kind, extra, leakKinds: some = leakKinds, frames }) =>
    JSON.stringify([kind, extra, some, withoutIdle(frames)]),
  );
  return { entries: new Set(entries), refused };
}

function entriesOf(files: readonly SourceFile[], tool: Tool): ReadonlySet<string> {
  return new Set(files.flatMap(({ bytes }) => [...loaded(bytes, tool, 12).entries]));
}

function notIn(some: ReadonlySet<string>, others: ReadonlySet<string>): readonly string[] {
  return [...some].filter((each) => !others.has(each));
}
