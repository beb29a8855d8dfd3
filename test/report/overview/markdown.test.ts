import { describe, expect, test } from 'vitest';
import { overviewMarkdown } from '../../../src/report/overview/markdown.js';
import { entry, finding, makeOverview, process, stack } from '../../overview/make.js';
import { terminalActing, hostileNames } from '../html/hostile.js';

const lost = finding('aa', stack('malloc', 'lose_it', 'main'), { count: 3 });
const grow = finding('bb', stack('malloc', 'lib:grow', 'table_add', 'main'));
const hidesLost = entry('too much', 'fun:malloc', 'fun:lose_it');

describe('the comment', () => {
  test('says what matters, alarms first', () => {
    const baseline = { name: 'main.parquet', findings: [lost], processes: [process()] };
    const text = overviewMarkdown(makeOverview([lost, grow], { set: hidesLost, real: hidesLost, baseline }));
    expect(text).toMatch(
      /^### What Valgrind found\n\n2 findings: 1 real but hidden, 1 reported, 1 hidden; 1 marked real\.\n\n\*\*Hidden, but marked real:\*\*\n\n- `Memcheck:Leak \(definite\)` in `lose_it`/,
    );
    expect(text).toContain('| `Memcheck:Leak (definite)` | 2 | 1 | 0 | 1 | 1 |');
    expect(text).toContain('**Since `main.parquet`:** 1 new, 0 gone, 0 more frequent, 1 as before.');
    expect(text).toMatch(/Allocated for <code>table_add<\/code>: 1 finding, once, 8 bytes \(1 reported\)/);
    expect(text).toContain('| `too much` **hides 1 real** | 1 | 0 |');
  });

  test('has the groups that are not hidden, with a bound', () => {
    const many = Array.from({ length: 50 }, (_, at) =>
      finding(`f${at}`, stack('malloc', `site_${at}`, 'main')),
    );
    const text = overviewMarkdown(makeOverview([...many, lost], { set: hidesLost }));
    expect(text.match(/<details><summary>Allocated for/g)).toHaveLength(20);
    expect(text).toContain('30 more groups are not shown.');
    expect(text).not.toContain('Allocated for <code>lose_it');
  });

  test('tells where a frame is, and a name in a sentence as one, however long it is', () => {
    const name = (most: number) =>
      `app::Pool<long>::grab(std::vector<std::string, std::allocator<std::string> >, ${'int, '.repeat(most)}char)`;
    const frames = (most: number) => [
      ...stack('malloc'),
      { fun: name(most), file: 'pool.cc', line: 4 },
      ...stack('main'),
    ];
    const text = overviewMarkdown(makeOverview([finding('aa', frames(0)), finding('bb', frames(90))]));
    expect(text).toContain(`by ${name(0)} (pool.cc:4)\n`);
    expect(text).toMatch(/^by app::Pool<long>::grab\(std::.*int, .*… \(pool\.cc:4\)$/m);
    expect(text).toMatch(/Look where `app::Pool<long>::grab\(std::vector<[^`]*(?:>|…)` /);
  });

  test('is below what a comment holds, in bytes, whatever the logs', () => {
    const name = Buffer.from('\u{1f600}'.repeat(500)).toString('latin1');
    const many = Array.from({ length: 3_000 }, (_, at) =>
      finding(`f${at}`, stack('malloc', `${name}${at}`, ...Array.from({ length: 30 }, () => name)), {
        what: name,
        places: [{ log: name, line: 1 }],
      }),
    );
    const set = Array.from({ length: 300 }, (_, at) =>
      entry(`${name}${at}`, 'fun:malloc', `fun:never_${at}`),
    ).join('');
    const baseline = {
      name,
      findings: many.slice(0, 900).map((each) => ({ ...each, id: `old${each.id}` })),
      processes: [process()],
    };
    const text = overviewMarkdown(makeOverview(many, { set, baseline }));
    expect(Buffer.byteLength(text)).toBeLessThan(65_536);
    expect(text).toMatch(/\d+ parts left out for want of room\.\n$/);
  });

  test('lets no name be more than text', () => {
    const findings = hostileNames.map((name, at) =>
      finding(`f${at}`, [...stack('malloc'), { fun: name, obj: `/home/${name}` }], {
        what: name,
        places: [{ log: name, line: 1 }],
      }),
    );
    const text = overviewMarkdown(makeOverview(findings, { set: entry('a|b`c<d', 'fun:malloc', 'fun:x') }));
    expect(text).not.toMatch(terminalActing);
    const outside = text
      .replace(/^(`{3,})[^]*?^\1$/gm, '')
      .replace(/<code>[^<]*<\/code>/g, '')
      .replace(/(`+)[^`][^\n]*?\1/g, '');
    expect(outside.replace(/<\/?(?:details|summary|b)>/g, '')).not.toMatch(/<|http:|www\.|@everyone|\]\(/);
  });
});
