import { expect, it } from 'vitest';
import { finding, patterns } from '../../minimize/make.js';
import { entry, found, places } from '../of-rule.js';

const rule = 'hides-real-finding';
const leak = (...lines: readonly string[]) => entry('noise of the table', 'Memcheck:Leak', ...lines);
const inTable = finding(['malloc', 'make_table', 'parse', 'read_all', 'main'], {
  what: '5 bytes in 1 blocks are definitely lost in loss record 3 of 9',
});
const real = patterns(entry('REAL parse', 'Memcheck:Leak', '...', 'fun:parse'));

it('finds an entry that hides what is real, and tells which finding', () => {
  const options = { evidence: { findings: [inTable], real } };
  expect(places(rule, leak('fun:malloc', 'fun:make_table'), options)).toEqual(['error 2:4-22']);
  expect(found(rule, leak('fun:malloc', 'fun:make_table'), options)).toMatchObject([
    {
      message:
        `This entry hides a finding that is real by "REAL parse": ${inTable.id} ` +
        '"5 bytes in 1 blocks are definitely lost" at malloc < make_table < parse < read_all. Narrow the entry.',
      ...{ tools: ['memcheck'], fix: null, suggestions: [], related: [] },
    },
  ]);
  expect(found(rule, leak('fun:malloc', 'fun:make_list'), options)).toEqual([]);
});

it('finds nothing where no pattern says what is real', () => {
  expect(found(rule, leak('fun:malloc'), { evidence: { findings: [inTable], real: [] } })).toEqual([]);
});

it('counts findings and patterns', () => {
  const stacks = ['a', 'b', 'c', 'd'].map((name) => finding(['malloc', name]));
  const both = patterns(
    ['a', '[bcd]'.slice(1, 4)]
      .map((name) => entry(`REAL ${name}`, 'Memcheck:Leak', '...', `fun:${name === 'a' ? 'a' : '?'}`))
      .join(''),
  );
  const [problem] = found(rule, leak('fun:malloc'), { evidence: { findings: stacks, real: both } });
  expect(problem!.message).toMatch(
    /^This entry hides 4 findings that are real by "REAL a" and 1 more: (?:[0-9a-f]{20} "a leak" at malloc < [abc]; ){3}and 1 more\. Narrow the entry\.$/,
  );
});

it('warns where the log cannot tell', () => {
  const cxx = { ...inTable, frames: [{ fun: 'malloc' }, { demangled: 'ns::parse(int)' }] };
  const options = {
    evidence: { findings: [cxx], real: patterns(entry('REAL', 'Memcheck:Leak', 'fun:malloc')) },
  };
  const [problem] = found(rule, leak('...', 'fun:_ZN2ns5parseEi'), options);
  expect(problem).toMatchObject({ severity: 'warning' });
  expect(problem!.message).toMatch(
    /^This entry may hide .* The log does not tell all that Valgrind looks at\.$/,
  );
});

it('takes what may be real for real', () => {
  const cxx = { ...inTable, frames: [{ fun: 'malloc' }, { demangled: 'ns::parse(int)' }] };
  const options = {
    evidence: {
      findings: [cxx],
      real: patterns(entry('REAL', 'Memcheck:Leak', '...', 'fun:_ZN2ns5parseEi')),
    },
  };
  expect(found(rule, leak('fun:malloc'), options)).toMatchObject([{ severity: 'error' }]);
});

it('escapes nothing and cuts what is long: names are the log’s', () => {
  const odd = finding([`${'x'.repeat(500)}`, '\x1b[31m'], { what: 'w'.repeat(500) });
  const options = { evidence: { findings: [odd], real: patterns(entry('REAL', 'Memcheck:Leak', 'fun:*')) } };
  const [problem] = found(rule, leak('fun:x*'), options);
  expect(problem!.message.length).toBeLessThan(300);
});
