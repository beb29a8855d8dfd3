import { describe, expect, test } from 'vitest';
import { overviewJunit } from '../../../src/report/overview/junit.js';
import { entry, finding, makeOverview, stack } from '../../overview/make.js';
import { elementsOf } from '../html/elements.js';
import { terminalActing, hostileNames } from '../html/hostile.js';

const lost = finding('aa', stack('malloc', 'lose_it', 'main'));
const grow = finding('bb', stack('malloc', 'lib:grow', 'table_add', 'main'));
const kept = finding('cc', stack('malloc', 'keep_it', 'main'));
const hidesLost = entry('too much', 'fun:malloc', 'fun:lose_it');
const hidesKept = entry('kept', 'fun:malloc', 'fun:keep_it');
const unused = entry('unused', 'fun:malloc', 'fun:nowhere');

/** Name and outcome of each case. */
function cases(xml: string): readonly string[] {
  return [
    ...xml.matchAll(/<testcase classname="([^"]*)" name="([^"]*)"(?:\/>|>\s*<(\w+)(?: type="([\w-]+)")?)/g),
  ].map(
    ([, classname, name, element = 'passed', type]) =>
      `${classname} ${name}: ${element}${type ? ` ${type}` : ''}`,
  );
}

describe('JUnit', () => {
  test('has a case for each finding and each entry', () => {
    const xml = overviewJunit(
      makeOverview([lost, grow, kept], { set: hidesLost + hidesKept + unused, real: hidesLost }),
    );
    expect(cases(xml)).toEqual([
      'valgrind.Memcheck:Leak (definite) lose_it aa: failure hides-real',
      'valgrind.Memcheck:Leak (definite) table_add bb: failure reported',
      'valgrind.Memcheck:Leak (definite) keep_it cc: passed',
      'team.supp too much: failure hides-real',
      'team.supp kept: passed',
      'team.supp unused: skipped',
    ]);
    expect(xml).toContain('<testsuites name="chaff" tests="6" failures="3" errors="0" skipped="1">');
    expect(xml).toContain('<testsuite name="findings" tests="3" failures="2" errors="0" skipped="0">');
    expect(xml).toContain('at malloc (in /usr/libexec/');
  });

  test('what is uncertain is skipped', () => {
    const text = finding('aa', [{ demangled: 'lose_it' }, { demangled: 'main' }]);
    const { groups } = makeOverview([text], { set: entry('object', 'obj:*/x.so') });
    expect(groups[0]!.rank).toBe('uncertain');
    expect(cases(overviewJunit(makeOverview([text], { set: entry('object', 'obj:*/x.so') })))[0]).toMatch(
      /: skipped$/,
    );
  });

  test('always has a case, and names differ', () => {
    expect(cases(overviewJunit(makeOverview([])))).toEqual(['valgrind no finding: passed']);
    const names = cases(overviewJunit(makeOverview([lost], { set: hidesKept + hidesKept })));
    expect(names.slice(1)).toEqual(['team.supp kept: skipped', 'team.supp kept (2): skipped']);
  });

  test('is XML whatever the names', () => {
    const findings = hostileNames.map((name, at) =>
      finding(`f${at}`, [...stack('malloc'), { fun: name, obj: `/home/${name}` }], {
        what: name,
        places: [{ log: name, line: 1 }],
      }),
    );
    const xml = overviewJunit(makeOverview(findings));
    expect(xml.replaceAll('\n', '')).not.toMatch(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/u);
    expect(xml).not.toMatch(terminalActing);
    const { all } = elementsOf(xml.replace(/^<\?.*\?>/, ''));
    expect([...new Set(all.map(({ name }) => name))].sort()).toEqual([
      'failure',
      'testcase',
      'testsuite',
      'testsuites',
    ]);
  });

  test('of many findings stays below 10 MB', () => {
    const many = Array.from({ length: 20_000 }, (_, at) =>
      finding(
        `f${at}`,
        stack('malloc', `${'"'.repeat(300)}${at}`, ...Array.from({ length: 12 }, () => 'n'.repeat(300))),
      ),
    );
    const xml = overviewJunit(makeOverview(many));
    expect(cases(xml)).toHaveLength(20_000);
  });
});
