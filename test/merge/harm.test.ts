import { describe, expect, test } from 'vitest';
import type { Finding } from '../../src/finding/finding.js';
import { harmsOf } from '../../src/merge/harm.js';
import { entriesIn, readSetFile } from '../../src/set/read-set.js';
import { finding } from '../minimize/make.js';
import { cond, leak, merged } from './make.js';

const broad = leak('broad', 'malloc', '...', 'init');
const narrow = leak('narrow', 'malloc', 'cache', 'init');

/** Merges with what is real by some patterns and logs. */
function against(real: string, findings: readonly Finding[], texts: readonly string[], numCallers = 12) {
  const patterns = entriesIn([readSetFile({ name: 'real.supp', bytes: real })]);
  const harmOf = harmsOf({ patterns, findings }, numCallers);
  const { entries, conflicts, bytes } = merged(texts, { harmOf, numCallers });
  const told = conflicts.map(({ broad, narrow, harm }) => {
    return [broad.name, narrow.name, harm.by.name, harm.how, harm.frames.map(({ fun }) => fun).join(' ')];
  });
  return { names: entries.map(({ name }) => name), told, conflicts, bytes };
}

describe('a broader entry that hides what is real takes no place', () => {
  test('of a finding that the pattern was printed for', () => {
    const real = leak('REAL', 'malloc', 'parse', 'init');
    const { names, told, bytes } = against(real, [], [broad, narrow]);
    expect(names).toEqual(['broad', 'narrow']);
    expect(told).toEqual([['broad', 'narrow', 'REAL', 'pattern', 'malloc parse init']]);
    expect(bytes).toBe(`${broad}\n${narrow}`);
  });

  test('of the shortest finding that a pattern matches', () => {
    const real = leak('REAL', 'malloc', '...', 'par*', 'init');
    expect(against(real, [], [broad, narrow]).told).toEqual([
      ['broad', 'narrow', 'REAL', 'pattern', 'malloc parx init'],
    ]);
    // It matches longer ones that the entry hides, too: without logs nothing says that there are any.
    expect(against(leak('REAL', '...', 'parse'), [], [broad, narrow]).told).toEqual([]);
  });

  test('of a finding of the logs', () => {
    const real = leak('REAL', '...', 'parse');
    const found = finding(['malloc', 'parse', 'init', 'main']);
    expect(against(real, [found], [broad, narrow]).told).toEqual([
      ['broad', 'narrow', 'REAL', 'finding', 'malloc parse init main'],
    ]);
    expect(against(real, [finding(['malloc', 'other', 'init'])], [broad, narrow]).names).toEqual(['broad']);
  });

  test('of a stack that no log shows, made of calls that they do', () => {
    const real = leak('REAL', 'malloc', 'parse', 'read', '...');
    const seen = [
      finding(['malloc', 'parse', 'read', 'other', 'main']),
      finding(['malloc', 'copy', 'parse', 'read', 'init']),
      finding(['malloc', 'cache', 'init', 'main', 'start']),
      finding(['calloc', 'parse', 'read', 'init', 'main']),
    ];
    // malloc parse read is seen, and parse read init; their join is in no log.
    const told = against(real, seen, [broad, narrow]).told;
    expect(told).toEqual([['broad', 'narrow', 'REAL', 'plausible', 'malloc parse read init']]);
    expect(
      against(
        real,
        seen.slice(0, 3).filter((_, at) => at !== 1),
        [broad, narrow],
      ).told,
    ).toEqual([]);
  });

  test('in doubt, too', () => {
    const nameless = leak('broad', 'malloc', 'obj:/lib/x.so');
    const below = leak('narrow', 'malloc', 'obj:/lib/x.so', 'init');
    // What object `parse` is of the pattern does not say.
    expect(against(leak('REAL', 'malloc', 'parse', 'init'), [], [nameless, below]).told).toHaveLength(1);
  });

  test('of the kinds of leak that both are about', () => {
    const real = leak('REAL', 'match-leak-kinds: definite', 'malloc', 'parse', 'init');
    const reachable = (text: string) =>
      text.replace('Memcheck:Leak\n', 'Memcheck:Leak\n   match-leak-kinds: reachable\n');
    expect(against(real, [], [broad, narrow]).told).toHaveLength(1);
    expect(against(real, [], [reachable(broad), reachable(narrow)]).names).toEqual(['broad']);
  });

  test('of the kinds of leak that a plausible stack can have', () => {
    const real = leak('REAL', 'match-leak-kinds: definite', 'malloc', 'parse', 'read', '...');
    const seen = [
      finding(['malloc', 'parse', 'read', 'other', 'main']),
      finding(['malloc', 'copy', 'parse', 'read', 'init']),
    ];
    const of = (kind: string) => {
      const texts = [broad, narrow].map((text) =>
        text.replace('Leak\n', `Leak\n   match-leak-kinds: ${kind}\n`),
      );
      return against(real, seen, texts).told.map(([, , , how]) => how);
    };
    expect(of('definite')).toEqual(['plausible']);
    expect(of('reachable')).toEqual([]);
  });

  test('also if only a run with more callers would show it', () => {
    const real = leak('REAL', 'f', 'g', 'x');
    const texts = [leak('broad', '...', 'x'), leak('narrow', 'h', 'x')];
    expect(against(real, [], texts, 2).told).toHaveLength(1);
  });

  test('as it is cut', () => {
    const deep = leak('broad', '...', 'a', 'b');
    const real = leak('REAL', 'a', 'c');
    expect(against(real, [], [deep, leak('narrow', 'f', 'a', 'b')]).told).toEqual([]);
    expect(against(real, [], [deep, leak('narrow', 'f', 'a', 'b')], 2).told).toHaveLength(1);
  });
});

test('a copy of an entry that hides what is real goes, for it hides nothing new', () => {
  const real = leak('REAL', 'malloc', 'parse', 'init');
  expect(against(real, [], [broad, broad.replace('broad', 'copy')])).toMatchObject({
    names: ['broad'],
    told: [],
  });
  const longer = leak('equivalent', 'malloc', '...', '...', 'init');
  expect(against(real, [], [longer, broad])).toMatchObject({ names: ['broad'], told: [] });
});

test('another one that hides nothing real may take the place', () => {
  const real = leak('REAL', 'malloc', 'parse', 'init');
  const between = leak('between', 'malloc', 'cache*', '...', 'init');
  const { names, told } = against(real, [], [broad, narrow, between]);
  expect(names).toEqual(['broad', 'between']);
  expect(told).toEqual([['broad', 'between', 'REAL', 'pattern', 'malloc parse init']]);
});

test('patterns of several teams count, and it is told whose it is', () => {
  const real = [
    leak('ours', 'malloc', 'ours'),
    leak('theirs', '# owner: team b', '# bug: http://b/1', 'malloc', 'parse', 'init'),
  ];
  const [conflict] = against(real.join('\n'), [], [broad, narrow]).conflicts;
  expect(conflict!.harm.by).toMatchObject({ name: 'theirs', file: 'real.supp', line: 11 });
  expect(conflict!.harm.by.metadata.owner.map(({ value }) => value)).toEqual(['team b']);
});

test('real findings of other kinds do not matter', () => {
  expect(against(cond('REAL', 'malloc', 'parse', 'init'), [], [broad, narrow]).names).toEqual(['broad']);
});

test('with --keep-narrow nothing is folded that could be a conflict', () => {
  const patterns = entriesIn([readSetFile({ name: 'r', bytes: leak('REAL', 'malloc', 'parse', 'init') })]);
  const harmOf = harmsOf({ patterns, findings: [] }, 12);
  expect(merged([broad, narrow], { harmOf, keepNarrow: true })).toMatchObject({
    conflicts: [],
    bytes: `${broad}\n${narrow}`,
  });
});
