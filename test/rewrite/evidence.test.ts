import { describe, expect, test } from 'vitest';
import { addFinding } from '../../src/finding/corpus.js';
import { createLogCorpus, corpusSink } from '../../src/log/corpus-sink.js';
import { endsEarly } from '../../src/log/lost.js';
import type { Process } from '../../src/log/sink.js';
import { evidenceOf, showsAllOf } from '../../src/rewrite/evidence.js';
import { leak } from './make.js';
import { patterns } from '../minimize/make.js';

function corpusOf(...processes: Partial<Process>[]) {
  const corpus = createLogCorpus();
  for (const each of processes)
    corpusSink(corpus).process({
      log: 'a.log',
      line: 1,
      tool: 'memcheck',
      suppressedSome: false,
      usedSuppressions: [],
      ...each,
    });
  return corpus;
}

test('logs that say nothing else are complete', () => {
  expect(evidenceOf(corpusOf({}), 12).gaps).toEqual([]);
});

test.each([
  ['suppressions', corpusOf({}, { suppressedSome: true }), /under suppressions/],
  ['fewer callers', corpusOf({ numCallers: 8 }), /fewer callers/],
])('%s make a gap', (_, corpus, gap) => {
  expect(evidenceOf(corpus, 12).gaps).toMatchObject([
    { tool: 'memcheck', why: expect.stringMatching(gap) as string },
  ]);
});

test('the error limit makes a gap', () => {
  const corpus = corpusOf({});
  corpusSink(corpus).notice({ log: 'a.log', line: 9, type: 'cut-off', text: '' });
  expect(evidenceOf(corpus, 12).gaps).toMatchObject([
    { why: expect.stringMatching(/error limit/) as string },
  ]);
});

describe('a log that ends early makes a gap', () => {
  const why = 'cut off before the program ended';

  test.each([
    ['for the tool that it is of', 'a.log', [{ tool: 'memcheck', why }]],
    [
      'for all where it does not tell its tool',
      'b.log',
      [
        { tool: 'drd', why },
        { tool: 'memcheck', why },
      ],
    ],
  ])('%s', (_, log, gaps) => {
    const corpus = corpusOf({}, { log: 'c.log', tool: 'drd' });
    corpusSink(corpus).problem({ log, line: 9, message: endsEarly });
    expect(evidenceOf(corpus, 12).gaps).toEqual(gaps);
  });

  test.each(['refused-suppressions', 'tool-crash'] as const)('by Valgrind itself: %s', (type) => {
    const corpus = corpusOf({});
    corpusSink(corpus).notice({ log: 'a.log', line: 9, type, text: '' });
    expect(evidenceOf(corpus, 12).gaps).toEqual([{ tool: 'memcheck', why }]);
  });
});

test('a gap of one tool is none of another', () => {
  const evidence = evidenceOf(corpusOf({}, { tool: 'drd', suppressedSome: true }), 12);
  expect(evidence.gaps).toEqual([{ tool: 'drd', why: 'recorded under suppressions' }]);
  const [entry] = patterns('{\nn\nMemcheck:Cond\nfun:f\n}\n');
  expect(showsAllOf(evidence, 'memcheck', entry!)).toBe(true);
  expect(showsAllOf(evidence, 'drd', { ...entry!, kind: 'drd:MutexErr' })).toBe(false);
});

describe('kinds of leaks that logs show', () => {
  const all = ['reachable', 'possible', 'indirect', 'definite'];
  test.each([
    [[], []],
    [['--leak-check=summary', '--show-leak-kinds=all'], []],
    [['--leak-check=full'], ['possible', 'definite']],
    [['--xml=yes'], ['possible', 'definite']],
    [['--leak-check=yes', '--show-leak-kinds=all'], all],
    [['--leak-check=yes', '--show-reachable=yes'], all],
    [
      ['--leak-check=full', '--show-leak-kinds=reachable,indirect'],
      ['reachable', 'indirect'],
    ],
    [['--leak-check=full', '--show-possibly-lost=no'], ['definite']],
  ])('%j', (options, shown) => {
    expect([...evidenceOf(corpusOf({ options }), 12).leakKinds]).toEqual(shown);
  });

  test('are told by findings where options are not told', () => {
    const corpus = corpusOf({});
    addFinding(corpus, leak('a b', { leakKind: 'reachable' }));
    expect([...evidenceOf(corpus, 12).leakKinds]).toEqual(['reachable']);
  });

  test('are those that every run asked for', () => {
    const corpus = corpusOf(
      { options: ['--leak-check=full', '--show-leak-kinds=all'] },
      { options: ['--leak-check=full'] },
      { tool: 'drd', options: [] },
    );
    expect([...evidenceOf(corpus, 12).leakKinds]).toEqual(['possible', 'definite']);
  });
});

test('an entry needs all of its kinds to be shown, and its tool', () => {
  const evidence = evidenceOf(corpusOf({ options: ['--leak-check=full'] }), 12);
  const entry = (lines: string) => patterns(`{\nn\nMemcheck:Leak\n${lines}\nfun:f\n}\n`)[0]!;
  expect(showsAllOf(evidence, 'memcheck', entry('match-leak-kinds: definite'))).toBe(true);
  expect(showsAllOf(evidence, 'memcheck', entry('match-leak-kinds: definite,reachable'))).toBe(false);
  expect(showsAllOf(evidence, 'memcheck', entry('...'))).toBe(false);
  expect(showsAllOf(evidence, 'helgrind', { ...entry('...'), kind: 'Helgrind:Race' })).toBe(false);
  expect(showsAllOf(evidence, 'memcheck', { ...entry('...'), kind: 'Memcheck:Cond' })).toBe(true);
});
