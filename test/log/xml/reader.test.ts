import { describe, expect, test } from 'vitest';
import { processorTime } from '../processor-time.js';
import { lines, readXml } from './read.js';
import { error, footer, header, stack, suppression } from './written.js';

const read = (...parts: string[]) => readXml(header() + parts.join('') + footer);
const names = (...parts: string[]) =>
  [...read(...parts).findings.values()].map(({ frames }) => frames[0]?.fun ?? '~');
const messages = (...parts: string[]) => read(...parts).problems.map(({ message }) => message);

describe('protocols 5 and 6', () => {
  test('descriptor errors, with raw texts and paths', () => {
    const corpus = read(
      error('close', {
        kind: 'FdBadClose',
        before: '  <fd>5</fd>\n  <path>/tmp/a<b>&c</path>\n',
        what: 'File descriptor 5: /tmp/a<b>&c is already closed',
        after: `  <auxwhat>Previously closed</auxwhat>\n${stack('close', 'main')}  <auxwhat>Originally opened</auxwhat>\n${stack('open', 'main')}`,
      }),
      error('socket', {
        kind: 'FdNotClosed',
        before: '  <fd>8</fd>\n',
        what: 'Open AF_INET socket 8: <unbound> <-> <unbound>',
      }),
    );
    expect(lines(corpus)).toEqual([
      'CoreError:FdBadClose x1: close < main',
      'CoreError:FdNotClosed x1: socket < main',
    ]);
    expect([...corpus.findings.values()]).toMatchObject([
      {
        what: 'File descriptor 5: /tmp/a<b>&c is already closed',
        tool: 'memcheck',
        auxiliary: [{ caption: 'Previously closed' }, { caption: 'Originally opened' }],
      },
      { what: 'Open AF_INET socket 8: <unbound> <-> <unbound>' },
    ]);
    expect(corpus.problems).toEqual([]);
  });

  test('an inherited descriptor has no stack', () => {
    const corpus = read(error('', { kind: 'FdNotClosed', what: 'Open file descriptor 3', stack: '' }));
    expect([...corpus.findings.values()]).toMatchObject([{ frames: [], hidesBelowMain: false }]);
  });

  test('tool none', () => {
    const corpus = readXml(header('none') + error('close', { kind: 'FdBadClose' }) + footer);
    expect([...corpus.findings.values()]).toMatchObject([{ tool: 'none', kind: 'CoreError:FdBadClose' }]);
  });

  test('error summary', () => {
    const summary =
      '<error_summary>\n  <errors>9</errors>\n  <error_contexts>2</error_contexts>\n' +
      '  <suppressed>4</suppressed>\n  <suppressed_contexts>3</suppressed_contexts>\n</error_summary>\n';
    expect(read(summary).processes).toMatchObject([
      {
        summary: { errors: 9, contexts: 2 },
        suppressed: { errors: 4, contexts: 3 },
        suppressedSome: true,
        numCallers: 12,
        command: './prog one & two',
        valgrind: '3.26.0',
      },
    ]);
  });

  test('kinds of newer versions', () => {
    expect(lines(read(error('realloc', { kind: 'ReallocSizeZero', what: 'realloc() with size 0' })))).toEqual(
      ['Memcheck:ReallocZero x1: realloc < main'],
    );
  });
});

test('a failed call of Helgrind is told as the text log tells it', () => {
  const failed = error('', {
    kind: 'PthAPIerror',
    before: `  <xwhat>
    <text>Thread #1's call to pthread_join failed</text>
    <hthreadid>1</hthreadid>
  </xwhat>
`,
    what: 'with error code 35 (EDEADLK: Resource deadlock would occur)',
    stack: stack('pthread_join', 'main'),
  });
  expect([...readXml(header('helgrind') + failed + footer).findings.values()]).toMatchObject([
    {
      kind: 'Helgrind:PthAPIerror',
      what: "Thread #1's call to pthread_join failed\nwith error code 35 (EDEADLK: Resource deadlock would occur)",
    },
  ]);
});

describe('counts', () => {
  const counts = (...pairs: [string, number][]) =>
    `<errorcounts>\n${pairs.map(([unique, count]) => `  <pair>\n    <count>${count}</count>\n    <unique>${unique}</unique>\n  </pair>\n`).join('')}</errorcounts>\n`;

  test('of an error that was printed more than once under other numbers', () => {
    const all = [error('f', { unique: '0x1' }), error('f', { unique: '0x2' }), error('g', { unique: '0x3' })];
    const corpus = read(...all, counts(['0x1', 5], ['0x2', 3], ['0x3', 1], ['0x9', 4]));
    expect(lines(corpus)).toEqual(['Memcheck:Cond x8: f < main', 'Memcheck:Cond x1: g < main']);
  });

  test('the last of several lists has the final numbers', () => {
    expect(lines(read(error('f'), counts(['0x1', 2]), counts(['0x1', 6])))).toEqual([
      'Memcheck:Cond x6: f < main',
    ]);
  });

  test('belong to their own document', () => {
    const one = header() + error('f') + counts(['0x1', 5]) + footer;
    const two = header() + error('f') + error('g', { unique: '0x2' }) + footer;
    expect(lines(readXml(one + two))).toEqual(['Memcheck:Cond x6: f < main', 'Memcheck:Cond x1: g < main']);
  });

  test('entries of one name are added up', () => {
    const pair = (name: string, count: number) =>
      `  <pair><count>${count}</count><name>${name}</name></pair>\n`;
    const used = `<suppcounts>\n${pair('a', 2)}${pair('b', 1)}${pair('a', 3)}</suppcounts>\n`;
    expect(read(used).processes[0]?.usedSuppressions).toEqual([
      { name: 'a', count: 5 },
      { name: 'b', count: 1 },
    ]);
  });
});

describe('frames', () => {
  const frames = (...parts: Parameters<typeof stack>) =>
    [...read(error('', { stack: stack(...parts) })).findings.values()][0]?.frames;

  test('what Valgrind does not know', () => {
    expect(frames({}, { obj: '/lib/x.so' }, { fn: 'f' })).toEqual([
      { fun: '???', obj: '???', file: null },
      { fun: '???', obj: '/lib/x.so', file: null },
      { fun: 'f', obj: '???', file: null },
    ]);
  });

  test('an inlined call shares the address of the next frame, recursion too', () => {
    const at = (fn: string, line: number) => ({ ip: '0x5', obj: '/p', fn, file: 'a.c', line });
    const inlined = (...of: ReturnType<typeof at>[]) => frames(...of)?.map((frame) => frame.inlined ?? false);
    expect(inlined(at('f', 1), at('g', 2))).toEqual([true, false]);
    expect(inlined(at('f', 1), at('f', 1), at('f', 1))).toEqual([false, false, false]);
    expect(inlined(at('f', 1), at('g', 2), at('f', 1), at('g', 2))).toEqual([true, false, true, false]);
  });

  test('a printed name is the matcher’s only when it cannot have been mangled', () => {
    const funs = frames('f@@GLIBC_2.2', 'f.part.0', 'f(int)', 'a::b', '(below main)', 'pthread_mutex_lock@*');
    expect(funs?.map(({ fun, demangled }) => fun ?? `~${demangled ?? ''}`)).toEqual([
      'f@@GLIBC_2.2',
      'f.part.0',
      '~f(int)',
      '~a::b',
      '(below main)',
      'pthread_mutex_lock@*',
    ]);
  });

  test('the offsets of --sym-offsets=yes are no part of names, whether they are demangled or not', () => {
    const named = (demangle: string, ...parts: string[]) =>
      [
        ...readXml(
          header('memcheck', ['--sym-offsets=yes', `--demangle=${demangle}`]) +
            error('', { stack: stack(...parts) }) +
            footer,
        ).findings.values(),
      ][0]?.frames.map(({ fun, demangled }) => fun ?? `~${demangled ?? ''}`);
    expect(named('no', 'malloc+116', '_ZNK1ScviEv+13', 'caml\xe9-4', '(below main)+7')).toEqual([
      'malloc',
      '_ZNK1ScviEv',
      'caml\xe9',
      '(below main)',
    ]);
    expect(named('yes', 'malloc+116', 'S::operator int() const+13', 'core::f+4')).toEqual([
      'malloc',
      '~S::operator int() const',
      '~core::f',
    ]);
  });
});

describe('generated suppressions', () => {
  test('tell names, and are printed twice', () => {
    const own = suppression('Memcheck:Cond', 'fun:_Z1fi', 'fun:main');
    const corpus = read(error('f(int)', { after: own }), own);
    expect([...corpus.findings.values()]).toMatchObject([
      { frames: [{ fun: '_Z1fi', demangled: 'f(int)' }, { fun: 'main' }] },
    ]);
    expect(corpus.problems).toEqual([]);
  });

  test.each([
    ['too few frames', ['fun:_Z1fi']],
    ['other names', ['fun:_Z1fi', 'fun:other']],
  ])('that do not fit are not used: %s', (_, generated) => {
    const corpus = read(error('f(int)', { after: suppression('Memcheck:Cond', ...generated) }));
    expect(lines(corpus)).toEqual(['Memcheck:Cond x1: ~f(int) < main']);
    expect(corpus.problems.map(({ message }) => message)).toEqual([expect.stringMatching(/^unjoined/)]);
  });
});

describe('damage costs one error and nothing else', () => {
  const [a, b, c] = [error('a'), error('b', { unique: '0x2' }), error('c', { unique: '0x3' })];
  const lost = '<error> is damaged or has no end, and is not used';

  test.each([
    ['the end of an error is missing', b.replace('</error>\n', '')],
    ['the end of a frame is missing', b.replace('    </frame>\n', '')],
    ['an error inside an error', b.replace('  <stack>', '<error>\n  <stack>').replace('</error>', '')],
    ['a comment that never ends', b.replace('  <stack>', '<!-- <stack>')],
    ['a quote that never ends', b.replace('  <stack>', '<stack a="')],
    ['cut off in the middle of a tag', b.slice(0, b.indexOf('<frame>') + 4) + '\n'],
  ])('%s', (_, damaged) => {
    expect(names(a, damaged, c)).toEqual(['a', 'c']);
    expect(messages(a, damaged, c)).toContain(lost);
  });

  test.each([
    ['no stack', error('', { stack: '' }), 'error without a stack'],
    ['no address', b.replace(/<ip>.*<\/ip>/, ''), 'error with a damaged stack'],
    ['unknown kind', error('b', { kind: 'Surprise' }), 'error of unknown kind: Surprise'],
  ])('%s', (_, damaged, message) => {
    expect(names(a, damaged, c)).toEqual(['a', 'c']);
    expect(messages(a, damaged, c)).toEqual([message]);
  });

  test('a document that is cut off does not harm the next one', () => {
    const text = header() + a + b.slice(0, 150) + header() + c + footer;
    const corpus = readXml(text);
    expect([...corpus.findings.values()].map(({ frames }) => frames[0]?.fun)).toEqual(['a', 'c']);
    expect(corpus.processes).toHaveLength(2);
  });

  test('the beginning is lost', () => {
    const corpus = readXml(b.slice(90) + c + footer);
    expect(lines(corpus)).toEqual(['Memcheck:Cond x1: c < main']);
    expect(corpus.processes).toMatchObject([{ line: expect.any(Number) as number }]);
  });

  test('program output and junk between', () => {
    expect(names('a < b && c > d\n', a, '1 <2\n', b, ']]>\n</stack>\n', c, '</valgrindoutput>\n')).toEqual([
      'a',
      'b',
      'c',
    ]);
  });

  test('a stack behind the end: drd crashed', () => {
    const corpus = readXml(header('drd') + footer + stack('f', 'main'));
    expect(corpus.notices).toMatchObject([{ type: 'tool-crash' }]);
    expect(corpus.findings.size).toBe(0);
  });

  test('Valgrind ended the program at its first error, which only the options tell', () => {
    const notices = (end: string, ...options: string[]) =>
      readXml(header('memcheck', options) + error('f') + end).notices;
    const stops = '--exit-on-first-error=yes';
    const stopped = '</valgrindoutput>\n';
    expect(notices(stopped, stops)).toMatchObject([
      { type: 'cut-off', text: `Exit program on first error (${stops})` },
    ]);
    expect(notices(stopped)).toEqual([]);
    expect(notices(stopped, stops, '--exit-on-first-error=no')).toEqual([]);
    expect(notices(footer, stops)).toEqual([]);
  });

  test('no more than 100 problems are told', () => {
    const many = Array.from({ length: 500 }, () => error('', { stack: '' }));
    expect(messages(...many)).toHaveLength(100);
    expect(messages(...many).at(-1)).toBe('further problems of this log are not told');
  });
});

describe('raw text', () => {
  test.each(['a<b&c>', '<', '</a>', '<!--', '<![CDATA[', '"<x y="', '&lt', '&amp;', '</thread'])(
    'a thread called %s',
    (name) => {
      const corpus = read(error('f', { before: `  <threadname>${name}</threadname>\n` }), error('g'));
      expect([...corpus.findings.values()].map(({ frames }) => frames[0]?.fun)).toEqual(['f', 'g']);
      expect(corpus.findings.values().next().value?.thread).toBe(`1 ${name === '&amp;' ? '&' : name}`);
    },
  );

  test('a user comment is of no interest', () => {
    expect(names('<usercomment><a> & <b></usercomment>\n', error('f'))).toEqual(['f']);
  });

  test('bytes stay bytes, and references become them', () => {
    const corpus = read(error('f\xe9', { what: '&lt;&#233;&#x20ac;&gt; \xff' }));
    expect([...corpus.findings.values()]).toMatchObject([
      { what: '<\xe9\xe2\x82\xac> \xff', frames: [{ demangled: 'f\xe9' }, {}] },
    ]);
  });
});

describe('hostile logs', () => {
  test('entities of the document mean nothing', () => {
    const bomb = `<?xml version="1.0"?>
<!DOCTYPE valgrindoutput [
  <!ENTITY a "${'ha'.repeat(1000)}">
${Array.from({ length: 30 }, (_, i) => `  <!ENTITY a${i} "${`&a${i ? i - 1 : ''};`.repeat(10)}">`).join('\n')}
  <!ENTITY file SYSTEM "file:///etc/passwd">
]>
`;
    const log =
      bomb + header().replace('<?xml version="1.0"?>\n', '') + error('f', { what: '&a29;&file;' }) + footer;
    expect([...readXml(log).findings.values()]).toMatchObject([{ what: '&a29;&file;' }]);
  });

  test('elements without end take time in proportion to their number', () => {
    const log = `${header()}${'<a>'.repeat(1_000_000)}\n${error('f')}${footer}`;
    const time = processorTime(() => {
      expect(lines(readXml(log))).toEqual(['Memcheck:Cond x1: f < main']);
    });
    expect(time).toBeLessThan(5000);
  });

  test('a text of many megabytes', () => {
    const huge = 'x'.repeat(40_000_000);
    const corpus = read(error('f', { what: huge }), `<huge ${huge}>\n`, `<!-- ${huge}\n`, error('g'));
    expect(lines(corpus)).toEqual(['Memcheck:Cond x1: g < main']);
  });
});
