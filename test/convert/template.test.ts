import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { templateFor } from '../../src/convert/template.js';
import { globMatches } from '../../src/match/glob.js';
import { framePattern } from '../match/make.js';
import { templateMatches } from './twin.js';

const of = (line: string) => {
  const template = templateFor(framePattern(line));
  return (
    template && [template.text, ...template.losses.map(({ direction, text }) => `${direction}: ${text}`)]
  );
};

describe('a location', () => {
  test.each([
    ['fun:main', ['^main$']],
    ['fun:g_*', ['^g_']],
    ['fun:*alloc*', ['alloc', 'broader: source files and modules with such a path']],
    ['fun:g_*_new*', ['^g_*_new']],
    [
      'fun:*_new',
      [
        '_new$',
        'broader: source files and modules with such a path',
        'narrower: misses names in which "_new" stands twice',
      ],
    ],
    ['fun:a*b', ['^a*b$', 'narrower: misses names in which "b" stands twice']],
    ['fun:a?', ['^a', 'broader: any run of bytes for "?"']],
    ['fun:a$1', ['^a', 'broader: whatever follows, for a template cannot have a "$" inside']],
    ['fun:*^x*', ['*^x', 'broader: source files and modules with such a path']],
    ['fun:^x', ['^^x$']],
    ['obj:*/libfoo.so*', ['/libfoo.so']],
    ['obj:/usr/lib/libfoo.so.1', ['^/usr/lib/libfoo.so.1$']],
    ['obj:/home/me/*', ['^/home/me/', 'broader: source files with such a path']],
    ['obj:*/prog', ['/prog$', 'narrower: misses names in which "/prog" stands twice']],
    ['obj:*foo*', ['foo', 'broader: functions and source files with such a name']],
    ['src:io*', ['/io', 'broader: files in folders, and modules, that are called so']],
    ['src:io.c', ['/io.c$', 'narrower: misses names in which "/io.c" stands twice']],
    [
      'src:io.c:12',
      [
        '/io.c$',
        'broader: any line of the source file',
        'narrower: misses names in which "/io.c" stands twice',
      ],
    ],
    ['fun:_ZN3foo3barEi', ['^foo::bar(int)$']],
    [
      'fun:_ZN3foo3barEPKc',
      ['^foo::bar(char const*)$', 'broader: a "*" of the demangled name is a wildcard'],
    ],
  ])('%s', (line, expected) => {
    expect(of(line)).toEqual(expected);
  });

  test.each([
    '...',
    'fun:*',
    'obj:*',
    'obj:?*',
    'fun:???',
    'src:*',
    'fun:',
    'fun:$x',
    'fun:_ZN3foo*',
    'fun:_ZNotAName',
  ])('%s has no template', (line) => {
    expect(of(line)).toBe(undefined);
  });
});

test('a template meets what its glob fits, but for what its losses say', () => {
  const text = fc.string({ unit: fc.constantFrom('a', 'b', '$', '^'), maxLength: 7 });
  const glob = fc.string({
    unit: fc.constantFrom('a', 'b', '*', '*', '?', '$', '^'),
    minLength: 1,
    maxLength: 6,
  });
  let [exact, lossy] = [0, 0];
  fc.assert(
    fc.property(glob, fc.array(text, { minLength: 5, maxLength: 20 }), (pattern, names) => {
      const template = templateFor({ type: 'obj', pattern });
      if (!template) return;
      const may = (direction: string) => template.losses.some((loss) => loss.direction === direction);
      for (const name of names.filter((each) => each !== '')) {
        const [wanted, met] = [globMatches(pattern, name), templateMatches(template.text, name)];
        if (wanted === met) exact += 1;
        else lossy += 1;
        if (met && !wanted) expect(may('broader'), `${pattern} ${name}`).toBe(true);
        if (wanted && !met) expect(may('narrower'), `${pattern} ${name}`).toBe(true);
      }
    }),
    { numRuns: 3000 },
  );
  expect(exact).toBeGreaterThan(10_000);
  expect(lossy).toBeGreaterThan(100);
});

test('a demangled name is met by its template', () => {
  for (const symbol of ['_Z1fPcS_', '_Z1fPFvvES0_', '_ZN1aIPiE1bEPS0_', '_ZmlRK1AS1_', '_Z1fPKcz']) {
    const template = templateFor({ type: 'fun', pattern: symbol })!;
    const name = template.text.replace(/^\^|\$$/g, '');
    expect(name).toContain('*');
    expect(templateMatches(template.text, name), name).toBe(true);
  }
});
