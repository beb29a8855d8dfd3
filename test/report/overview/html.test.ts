import { describe, expect, test } from 'vitest';
import type { Finding } from '../../../src/finding/finding.js';
import { bugHtml } from '../../../src/report/overview/sections/finding.js';
import { overviewHtml } from '../../../src/report/overview/html.js';
import { overviewMarkdown } from '../../../src/report/overview/markdown.js';
import { entry, finding, makeOverview, process, stack } from '../../overview/make.js';
import { elementsOf } from '../html/elements.js';
import { acting, hostileNames } from '../html/hostile.js';

/** A race of two stacks, leaks of one site, and an argument, all with a name in every place that a log can fill. */
function hostileFindings(name: string, id: string): readonly Finding[] {
  const places = [{ log: `${name}.xml`, line: 3 }];
  const frames = [
    { fun: name, demangled: name, obj: `/home/${name}`, file: name, line: 1 },
    ...stack('main'),
  ];
  const text = { what: name, command: name, thread: name, places };
  return [
    finding(`${id}0`, [...stack('malloc'), ...frames], text),
    finding(`${id}1`, [...stack('malloc'), ...frames, ...stack('other')], text),
    finding(`${id}2`, frames, {
      ...{ ...text, tool: 'helgrind', kind: 'Helgrind:Race' },
      auxiliary: [
        { caption: `This conflicts with a previous write by ${name}`, frames },
        { caption: `Location 0x1 is 0 bytes inside global var "${name}"`, frames: [] },
      ],
    }),
    finding(`${id}3`, frames, { ...text, kind: 'Memcheck:Param', extra: name }),
  ];
}

const leaks = [
  finding('aa', stack('malloc', 'lib:grow', 'table_add', 'main'), { count: 3 }),
  finding('ab', stack('malloc', 'lib:grow', 'table_add', 'once', 'main')),
  finding('bb', stack('malloc', 'lose_it', 'main')),
];
const hidesLost = entry('too much', 'fun:malloc', 'fun:lose_it');

/** Section by section: the heading and what follows, without tags. */
function section(html: string, id: string): string {
  const found = new RegExp(`<h2 id="${id}">([^]*?)</section>`).exec(html);
  return (found?.[1] ?? '').replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ');
}

describe('the page', () => {
  test('shows what was found, alarms first', () => {
    const html = overviewHtml(
      makeOverview(leaks, { set: hidesLost + entry('unused', 'fun:malloc', 'fun:x'), real: hidesLost }),
    );
    expect(elementsOf(html).complaints).toEqual([]);
    expect(section(html, 'alarms')).toMatch(/Memcheck:Leak \(definite\) bb .*lose_it · run\.xml:7/);
    expect(section(html, 'kinds')).toMatch(/Memcheck:Leak \(definite\) memcheck 3 2 0 1 1 5/);
    expect(section(html, 'groups')).toMatch(
      /real, but hidden Allocated for .*lose_it.*reported Allocated for .*table_add/,
    );
    expect(section(html, 'entries')).toMatch(/too much hides 1 real .*team\.supp:2/);
    expect(section(html, 'unused')).toContain('unused team.supp:8');
    expect(html.indexOf('id="alarms"')).toBeLessThan(html.indexOf('id="kinds"'));
  });

  test('links only to what is in it', () => {
    const baseline = {
      name: 'main',
      findings: [leaks[0]!, finding('zz', stack('malloc', 'old'))],
      processes: [process()],
    };
    const html = overviewHtml(makeOverview(leaks, { set: hidesLost, real: hidesLost, baseline }));
    const { all } = elementsOf(html);
    const ids = all.flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const links = all.flatMap(({ name, attributes }) => (name === 'a' ? [attributes['href']!] : []));
    expect(links).toContain('#f-bb');
    for (const link of links) expect(ids).toContain(link.slice(1));
    expect(section(html, 'changes')).toMatch(/2 new, 1 gone, 0 more frequent, 1 as before/);
  });

  test('merges the stacks of a group, and shows the only one of a finding by itself', () => {
    const html = overviewHtml(makeOverview(leaks));
    expect(html.match(/class="icicle"/g)).toHaveLength(1);
    expect(html).toMatch(/<details class="finding" id="f-bb" open>/);
  });

  test('has headings in order, a language, a title, and heads of rows and columns', () => {
    const html = overviewHtml(makeOverview(leaks, { set: hidesLost, real: hidesLost }));
    const levels = [...html.matchAll(/<h(\d)/g)].map(([, level]) => Number(level));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    levels.reduce((before, level) => {
      expect(level - before).toBeLessThanOrEqual(1);
      return level;
    }, 0);
    expect(html).toMatch(/<html lang="en">[^]*<title>Valgrind: 3 findings: /);
    const { all } = elementsOf(html);
    for (const { attributes } of all.filter(({ name }) => name === 'th'))
      expect(attributes['scope']).toMatch(/^(?:row|col)$/);
  });

  test('asks nothing of the network, and lets no script run but its own', () => {
    const { all } = elementsOf(overviewHtml(makeOverview(leaks)));
    const policy = all.find(({ attributes }) => attributes['http-equiv'])!.attributes['content']!;
    expect(policy).toContain("default-src 'none'");
    expect(policy).toMatch(/script-src 'sha256-[\w+/]{43}='(?:;|$)/);
    for (const { name, attributes } of all) {
      expect(['link', 'img', 'iframe', 'object', 'embed', 'base', 'form']).not.toContain(name);
      expect(Object.keys(attributes).filter((key) => key === 'src' || key.startsWith('on'))).toEqual([]);
    }
  });

  test('says what the logs cannot show', () => {
    const corpus = {
      processes: [process(), { ...process(), suppressedSome: true }],
      notices: [],
      problems: [],
    };
    expect(overviewHtml(makeOverview(leaks, { corpus }))).toContain(
      '1 of 2 processes was recorded under suppressions, so findings are missing.',
    );
    expect(overviewHtml(makeOverview(leaks))).not.toContain('under suppressions');
  });

  test('tells of crashes and of what could not be read, the gravest first', () => {
    const told = (type: 'unhandled' | 'fatal-signal', text: string, line: number) => ({
      log: 'run.xml',
      line,
      type,
      text,
    });
    const corpus = {
      processes: [process()],
      notices: [
        told('unhandled', 'unhandled <ioctl> 0x1f', 3),
        told('fatal-signal', 'Process terminating with SIGSEGV', 9),
        told('unhandled', 'unhandled <ioctl> 0xAB', 5),
      ],
      problems: [{ log: 'run.xml', line: 12, message: 'ends within an error' }],
    };
    const html = overviewHtml(makeOverview(leaks, { corpus }));
    expect(section(html, 'incidents')).toMatch(
      /ended by a signal run\.xml:9 Process terminating with SIGSEGV 1 could not be read run\.xml:12 ends within an error 1 not known to Valgrind run\.xml:3 unhandled &lt;ioctl&gt; 0x1f 2/,
    );
    expect(overviewMarkdown(makeOverview(leaks, { corpus }))).toContain(
      '- **ended by a signal**: `Process terminating with SIGSEGV` [`run.xml:9`]',
    );
  });

  test('without findings says so', () => {
    const html = overviewHtml(makeOverview([]));
    expect(elementsOf(html).complaints).toEqual([]);
    expect(html).toContain('<title>Valgrind: No findings</title>');
  });
});

test('only links to the web are links', () => {
  expect(bugHtml('https://bugs.example/7?a=1&b="x')).toBe(
    '<a href="https://bugs.example/7?a=1&amp;b=&quot;x" rel="noreferrer">https://bugs.example/7?a=1&amp;b=&quot;x</a>',
  );
  for (const url of [
    'javascript://x%0aalert(1)',
    'data://text/html,x',
    'file:///etc/passwd',
    'https://a\u001bb',
    ' https://a',
  ])
    expect(bugHtml(url)).not.toContain('<a');
});

describe('names of logs', () => {
  const findings = hostileNames.flatMap((name, at) => hostileFindings(name, `id${at}x`));
  const html = overviewHtml(
    makeOverview(findings, { set: entry('<b>set</b>"onclick=x', 'fun:malloc', 'fun:x') }),
  );
  const { all, complaints } = elementsOf(html);

  test('are inert', () => {
    expect(complaints).toEqual([]);
    const harmless = overviewHtml(makeOverview(leaks));
    const known = new Set(elementsOf(harmless).all.map(({ name }) => name));
    for (const name of ['pre', 'ul', 'small', 'option', 'p', 'h3', 'h4', 'a']) known.add(name);
    expect(all.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
    expect(all.filter(({ name }) => name === 'script')).toHaveLength(1);
    expect(all.filter(({ name }) => name === 'style')).toHaveLength(1);
    for (const { attributes } of all) {
      expect(Object.keys(attributes).filter((key) => key.startsWith('on'))).toEqual([]);
      expect(attributes['href'] ?? '#').toMatch(/^#/);
      if (attributes['style'] !== undefined)
        expect(attributes['style']).toMatch(/^(?:flex:\d+|height:[\d.]+%)$/);
    }
  });

  test('are shown as what they are', () => {
    expect(html).not.toMatch(acting);
    const text = all.map((each) => each.text).join('\n');
    expect(text).toContain('<script>alert(1)</script>');
    expect(text).toContain('\\u{1b}[31mred');
    expect(text).toContain('abc\\u{202e}exe.gnp');
    expect(text).toContain('$&$`$1');
  });
});

test('however many findings there are, the page stays below 10 MB and says what it leaves out', () => {
  const long = 'n'.repeat(300);
  const many = Array.from({ length: 20_000 }, (_, at) =>
    finding(
      `f${at}`,
      stack(
        'malloc',
        `${long}${at % 6_000}`,
        ...Array.from({ length: 12 }, (__, deep) => `${long}_${deep}_${at % (deep + 2)}`),
      ),
      {
        what: `"${long}"`,
      },
    ),
  );
  const set = Array.from({ length: 3_000 }, (_, at) =>
    entry(`${long}${at}`, 'fun:malloc', `fun:never_${at}`),
  ).join('');
  const baseline = {
    name: 'main',
    findings: many.slice(0, 9_000).map((each) => ({ ...each, id: `old${each.id}` })),
    processes: [process()],
  };
  const html = overviewHtml(makeOverview(many, { set, baseline }));
  expect(Buffer.byteLength(html)).toBeLessThan(10_000_000);
  expect(elementsOf(html).complaints).toEqual([]);
  for (const what of ['groups', 'new findings', 'findings that are gone', 'unused entries'])
    expect(html).toMatch(new RegExp(`<p class="left">[\\d,]+ more ${what} left out\\.</p>`));
});
