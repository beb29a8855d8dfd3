import { expect, test } from 'vitest';
import { judge } from '../../src/verdict/judge.js';
import { finding } from '../minimize/make.js';
import { files, options } from './make.js';

const leak = (name: string, ...lines: string[]) =>
  `{\n   ${name}\n   Memcheck:Leak\n${lines.map((line) => `   ${line}\n`).join('')}}\n`;
const spill = finding(['malloc', 'spill', 'main']);
const pour = finding(['malloc', 'pour', 'main']);

test('fix goes before annotate, annotate before suppress; the entries are those of the verdict that counts', () => {
  const some = files({
    fix: leak('f', 'fun:malloc', 'fun:spill'),
    annotate: leak('a', 'fun:malloc'),
    suppress: leak('s', '...', 'fun:main') + leak('t', 'fun:calloc'),
  });
  const { findings, unneeded } = judge([pour, spill], some, options);
  expect(findings.map(({ finding: each }) => each)).toEqual([pour, spill]);
  expect(
    findings.map(({ verdict, entries, contradicted }) => [
      verdict,
      entries.map(({ name }) => name),
      contradicted,
    ]),
  ).toEqual([
    ['annotate', ['a'], true],
    ['fix', ['f'], true],
  ]);
  expect(unneeded.map(({ verdict, entry: { name, file, line } }) => [verdict, name, file, line])).toEqual([
    ['suppress', 't', 'suppress.supp', 8],
  ]);
});

test('two entries of one verdict contradict nobody', () => {
  const some = files({ suppress: leak('s', 'fun:malloc') + leak('t', '...', 'fun:spill') });
  const [judged] = judge([spill], some, options).findings;
  expect(judged).toMatchObject({ verdict: 'suppress', contradicted: false });
  expect(judged!.entries.map(({ name }) => name)).toEqual(['s', 't']);
});

test('an entry that may match gives no verdict, and may be needed', () => {
  const some = files({ fix: leak('f', 'fun:malloc', 'obj:/lib/x.so') });
  const { findings, unneeded } = judge([spill], some, options);
  expect(findings[0]).toMatchObject({ verdict: undefined, entries: [], contradicted: false });
  expect(unneeded).toEqual([]);
});

test('entries and stacks are cut to what is recorded', () => {
  const some = files({
    fix: leak('f', 'fun:malloc', 'fun:spill', 'fun:other'),
    annotate: leak('a', '...', '...', 'fun:x'),
  });
  const at = (numCallers: number) => judge([spill], some, { ...options, numCallers });
  expect(at(3).findings[0]!.verdict).toBeUndefined();
  expect(at(2).findings[0]!.verdict).toBe('fix');
  expect(at(2).unneeded.map(({ entry }) => entry.name)).toEqual(['a']);
});

test('of other tools and what Valgrind refuses is nothing that matches', () => {
  const race = finding(['spill', 'main'], { tool: 'helgrind', kind: 'Helgrind:Race', leakKind: undefined });
  const some = files({
    fix: '{\n   r\n   Helgrind:Race\n   fun:spill\n}\n{\n   broken\n   Memcheck:Leek\n   fun:malloc\n}\n',
    suppress: '{\n   d\n   drd:ConflictingAccess\n   fun:spill\n}\n',
  });
  const { findings, unneeded } = judge([spill, race], some, options);
  expect(findings.map(({ verdict }) => verdict)).toEqual([undefined, 'fix']);
  expect(unneeded.map(({ entry }) => entry.name)).toEqual(['d']);
});
