import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { ReadSet } from '../../src/explain/entries.js';
import type { Use } from '../../src/explain/evidence.js';
import { explain } from '../../src/explain/explain.js';
import { sortedFindings } from '../../src/finding/corpus.js';
import { corpusSink, createLogCorpus, type LogCorpus } from '../../src/log/corpus-sink.js';
import { readLog } from '../../src/log/read.js';
import { explainReporters } from '../../src/report/explain/index.js';
import { entry, explainedEntry, explainedFinding, known } from './make.js';

async function read(logs: Readonly<Record<string, string>>): Promise<LogCorpus> {
  const corpus = createLogCorpus();
  async function* chunks(text: string) {
    yield Buffer.from(text, 'latin1');
  }
  for (const [name, text] of Object.entries(logs)) await readLog(chunks(text), name, corpusSink(corpus));
  expect(corpus.problems).toEqual([]);
  return corpus;
}

const withoutPid = (uses: readonly Use[]) => uses.map((use) => ({ ...use, pid: undefined }));

/** The set as if it had been read from a file of that name. */
const inFile = (file: string, set: ReadSet): ReadSet => ({
  ...set,
  entries: set.entries.map((each) => ({ ...each, file })),
});

/** Recorded by test/corpus/used/record.sh with Valgrind 3.19: with the set, and without it. */
const used = (name: string) => readFileSync(new URL(`../corpus/used/${name}`, import.meta.url), 'latin1');

describe('what Valgrind counted, as real logs tell it', () => {
  const given = async (...names: string[]) => {
    const corpus = await read(Object.fromEntries(names.map((name) => [name, used(name)])));
    const all = known(used('pour.supp'), sortedFindings(corpus), { corpus });
    return { ...all, set: inFile('tests/pour.supp', all.set) };
  };

  test('-s in text: name, file and line', async () => {
    const all = await given('with.txt');
    const uses = (text: string) => withoutPid(explainedEntry(all, text).uses);
    expect(uses('pour.supp:3')).toEqual([{ log: 'with.txt', count: 2, bytes: 124, blocks: 2, how: 'sure' }]);
    expect(uses('pour.supp:23')).toEqual([{ log: 'with.txt', count: 1, bytes: 11, blocks: 1, how: 'sure' }]);
    expect(uses('a taste of nothing')).toEqual([{ log: 'with.txt', count: 3, how: 'sure' }]);
    expect(uses('nobody pours here')).toEqual([]);
    expect(explainedEntry(all, 'a taste of nothing').hides).toEqual([]);
  });

  test('<suppcounts> in XML: names only', async () => {
    const all = await given('with.xml');
    const uses = (text: string) => withoutPid(explainedEntry(all, text).uses);
    expect(uses('pour.supp:3')).toEqual([{ log: 'with.xml', count: 3, how: 'shared name' }]);
    expect(uses('a taste of nothing')).toEqual([{ log: 'with.xml', count: 3, how: 'by name' }]);
  });

  test('is what the replay says of the run without the set', async () => {
    const all = await given('with.txt', 'without.xml');
    for (const each of all.set.entries) {
      const { hides, uses, contradictions } = explainedEntry(all, `${each.file}:${each.line}`);
      const counted = uses.reduce((sum, { count }) => sum + count, 0);
      expect(hides.reduce((sum, { finding }) => sum + finding.count, 0)).toBe(counted);
      expect(contradictions).toEqual([]);
    }
  });

  test('a file that was edited since has the entry on another line', async () => {
    const corpus = await read({ 'with.txt': used('with.txt') });
    const all = known(`# new head\n${used('pour.supp')}`, [], { corpus });
    const moved = explainedEntry({ ...all, set: inFile('pour.supp', all.set) }, 'a taste of nothing');
    expect(moved.uses).toMatchObject([{ count: 3, how: 'moved' }]);
  });
});

/** Written by hand after the sources of Valgrind (coregrind/m_errormgr.c): no Valgrind 3.23 or newer is at hand. */
const listed = `==7== Memcheck, a memory error detector
==7== Using Valgrind-3.24.0 and LibVEX; rerun with -h for copyright info
==7== Command: ./prog
==7== 
--7-- Valgrind options:
--7--    --suppressions=some dir/a.supp
--7--    --show-error-list=all
==7== Conditional jump or move depends on uninitialised value(s)
==7==    at 0x1: seen (p.c:1)
==7==    by 0x2: main (p.c:9)
==7== 
==7== 
==7== 4 errors in context 1 of 6:
==7== Conditional jump or move depends on uninitialised value(s)
==7==    at 0x1: seen (p.c:1)
==7==    by 0x2: main (p.c:9)
==7== 
==7== 
==7== 5 errors (suppressed by hides (all) of it) in context 2 of 6:
==7== Invalid write of size 4
==7==    at 0x3: hidden (p.c:3)
==7==    by 0x2: main (p.c:9)
==7== 
--7-- used_suppression:      5 hides (all) of it some dir/a.supp:2
==7== 
==7== ERROR SUMMARY: 4 errors from 1 contexts (suppressed: 5 from 1)
`;

describe('the list of 3.23 and newer', () => {
  const bytes =
    entry('hides (all) of it', 'Memcheck:Addr4', 'fun:hidden') + entry('b', 'Memcheck:Cond', 'fun:hiden');

  test('tells which entry hid what', async () => {
    const corpus = await read({ log: listed });
    const given = known(bytes, sortedFindings(corpus), { corpus });
    expect(given.findings.map(({ kind, count }) => [kind, count])).toEqual([['Memcheck:Cond', 4]]);
    const { about } = explain(given, { type: 'all' });
    if (about.type !== 'all') throw new Error();
    expect(about.said).toMatchObject([
      {
        by: ['hides (all) of it'],
        finding: { kind: 'Memcheck:Addr4', count: 5, frames: [{ fun: 'hidden' }, {}] },
      },
    ]);
    const text = explainReporters['pretty']!(explain(given, { type: 'all' }));
    expect(text).toMatch(
      /Hidden while the logs were recorded[^]*Invalid write[^]*hidden by “hides \(all\) of it”/,
    );
    // Such a finding can be asked about.
    const asked = explainedFinding(given, about.said[0]!.finding);
    expect(asked).toMatchObject({ state: 'hidden', saidHiddenBy: ['hides (all) of it'] });
    expect(explainedEntry(given, 'hides').uses).toMatchObject([{ count: 5, how: 'sure', log: 'log' }]);
  });

  test('and what a run reported that the set would hide is a contradiction', async () => {
    const corpus = await read({ log: listed });
    const given = known(bytes.replace('fun:hiden', 'fun:see?'), sortedFindings(corpus), { corpus });
    const { hides, uses, contradictions } = explainedEntry(given, 'b');
    expect([hides.length, uses]).toEqual([1, []]);
    expect(contradictions.map(({ log, finding }) => [log, finding.id])).toEqual([
      ['log', given.findings[0]!.id],
    ]);
    const question = { type: 'entry', entry: given.set.entries[1]! } as const;
    expect(explainReporters['pretty']!(explain(given, question))).toContain('warning: log reports');
    // Another file was in use there.
    expect(explainedEntry({ ...given, set: inFile('b.supp', given.set) }, 'b').contradictions).toEqual([]);
  });
});
