import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { load, type LoadOptions } from '../../src/suppression/load.js';
import { loadSet } from '../../src/suppression/load-set.js';
import { parse } from '../../src/suppression/parse.js';
import { almostFile, anyBytes, crumbs } from './fragments.js';

function loaded(bytes: string, options: Partial<LoadOptions> = {}) {
  return load(parse(bytes), { file: 'f.supp', tool: 'memcheck', ...options });
}

/** Entry whose second line is the kind. */
function entry(...lines: string[]): string {
  return `{\n   name\n${lines.map((line) => `   ${line}\n`).join('')}}\n`;
}

describe('load', () => {
  it('gives an entry as the tool holds it', () => {
    const { suppressions, problems, refused } = loaded(
      `\n# c\n${entry('Memcheck:Cond', 'fun:f', '...', 'src:a.c:7')}`,
    );
    expect(suppressions).toEqual([
      {
        name: 'name',
        kind: 'Memcheck:Cond',
        frames: [{ type: 'fun', pattern: 'f' }, { type: '...' }, { type: 'src', file: 'a.c', line: 7 }],
        file: 'f.supp',
        line: 4,
      },
    ]);
    expect(problems).toEqual([]);
    expect(refused).toBeUndefined();
  });

  it('never fails, and has every refused file say why', () => {
    fc.assert(
      fc.property(
        fc.oneof(almostFile, crumbs, anyBytes),
        fc.constantFrom('memcheck', 'helgrind', 'drd', 'none', 'exp-sgcheck'),
        fc.constantFrom('3.5', '3.8', '3.13.0', '3.19.0', '3.24', '3.28.0'),
        fc.integer({ min: 1, max: 14 }),
        (bytes, tool, version, numCallers) => {
          const { problems, refused } = loaded(bytes, { tool, version, numCallers });
          expect(refused).toBe(problems.find(({ severity }) => severity === 'error'));
          for (const problem of problems) {
            expect(problem.endOffset).toBeGreaterThanOrEqual(problem.offset);
            expect(problem.endOffset).toBeLessThanOrEqual(bytes.length);
            const above = bytes.slice(0, problem.offset);
            expect(problem.line).toBe(above.split('\n').length);
            expect(problem.column).toBe(above.length - above.lastIndexOf('\n'));
          }
        },
      ),
      { numRuns: 1000 },
    );
  });

  it.each([
    ['Memcheck:Value0', 'Memcheck:Cond'],
    ['Memcheck:UnsafeZeroSize', 'Memcheck:BadSize'],
    ['Memcheck:BadSize', 'Memcheck:BadSize'],
    ['Other,Memcheck:Addr4', 'Memcheck:Addr4'],
    ['Memcheck,CoreError:FdBadClose', 'CoreError:FdBadClose'],
  ])('spells %s as %s', (head, kind) => {
    expect(loaded(entry(head, 'fun:f')).suppressions.map((each) => each.kind)).toEqual([kind]);
  });

  it('keeps extra lines', () => {
    const extras = (...lines: string[]) => {
      const [{ extra, leakKinds } = {}] = loaded(entry(...lines, 'fun:f')).suppressions;
      return { extra, leakKinds };
    };
    expect(extras('Memcheck:Param', 'write(buf)')).toEqual({ extra: 'write(buf)' });
    expect(extras('Memcheck:Param', '}')).toEqual({ extra: '}' });
    expect(extras('Memcheck:FishyValue', 'malloc(size) and more')).toEqual({ extra: 'malloc(size)' });
    expect(extras('Memcheck:FishyValue')).toEqual({});
    expect(extras('Memcheck:Leak')).toEqual({});
    expect(extras('Memcheck:Leak', 'match-leak-kinds: none')).toEqual({ leakKinds: [] });
    expect(extras('Memcheck:Leak', 'match-leak-kinds:definite,,reachable')).toEqual({
      leakKinds: ['reachable', 'definite'],
    });
    expect(extras('Memcheck:Leak', 'match-leak-kinds: all')).toEqual({
      leakKinds: ['reachable', 'possible', 'indirect', 'definite'],
    });
  });

  it.each([
    ['src:a.c', 'a.c', 0],
    ['src:a.c:5x', 'a.c', 5],
    ['src:a.c:x', 'a.c', 0],
    ['src:a.c: +5', 'a.c', 5],
    ['src:a.c:-1', 'a.c', 2 ** 32 - 1],
    ['src:a.c:4294967301', 'a.c', 5],
    ['src:a:b:5', 'a', 0],
    ['src:', '', 0],
  ])('reads %s', (line, file, number) => {
    expect(loaded(entry('Memcheck:Cond', line)).suppressions[0]!.frames).toEqual([
      { type: 'src', file, line: number },
    ]);
  });

  it('keeps as many locations as --num-callers', () => {
    const bytes = entry('Memcheck:Cond', 'fun:a', 'fun:b', 'rubbish', '{');
    const { suppressions, problems } = loaded(bytes, { numCallers: 2 });
    expect(suppressions[0]!.frames).toHaveLength(2);
    expect(problems).toEqual([]);
  });

  it('ends every text at a NUL byte', () => {
    const { suppressions } = loaded('{\0\nna\0me\nMemcheck:Cond\0x\nfun:f\0g\n}\0\n');
    expect(suppressions).toMatchObject([{ name: 'na', frames: [{ pattern: 'f' }] }]);
  });

  it('lets a foreign entry without } swallow the next one', () => {
    const { suppressions, refused } = loaded(
      `{\nname\nHelgrind:Race\nfun:f\n${entry('Memcheck:Cond', 'fun:f')}`,
    );
    expect(suppressions).toEqual([]);
    expect(refused).toBeUndefined();
  });

  it('knows the lines of a log, between which the entries of --gen-suppressions stand', () => {
    const text = `==7== Invalid read of size 4\n==7==    at 0x1: f (f.c:3)\n==7==\n${entry('Memcheck:Addr4', 'fun:f')}--7-- REDIR\n`;
    const { problems, suppressions } = loaded(text);
    expect(problems.map(({ line, message }) => [line, message])).toEqual(
      [1, 9].map((line) => [line, expect.stringContaining('a line of a log') as string]),
    );
    expect(suppressions).toHaveLength(1);
  });

  it('finds every mistake of a file in one go, and what can be read', () => {
    const bytes = [
      'stray',
      entry('Memcheck:Kond', 'fun:a', 'bad'),
      entry('Memcheck:Leak', 'match-leak-kind: all', 'fun:a'),
      entry('Memcheck:Cond', 'fun:good'),
      '{\nnot closed\nMemcheck:Cond\nfun:a\n',
      entry('Memcheck:Cond', '...'),
      entry('Memcheck:Addr4', 'obj:good'),
      '{\nno kind\n}\n',
      '{\nopen\nMemcheck:Cond\nfun:f',
    ].join('\n');
    const { problems, suppressions, refused } = loaded(bytes);
    expect(problems.map(({ line, valgrind }) => [line, valgrind.line, valgrind.message])).toEqual([
      [1, 1, "expected '{' or end-of-file"],
      [4, 4, 'unknown tool suppression type'],
      [6, 6, 'location should be "...", or should start with "fun:", "obj:", or "src:"'],
      [12, 12, 'bad or missing extra suppression info'],
      [27, 27, 'location should be "...", or should start with "fun:", "obj:", or "src:"'],
      [30, 31, 'suppression must contain at least one location line which is not "..."'],
      [41, 41, "malformed 'tool1,tool2,...:supp' line"],
      [43, 45, 'unexpected end-of-file (when reading stack trace)'],
    ]);
    expect(refused).toBe(problems[0]);
    expect(suppressions.map(({ frames }) => frames)).toEqual([
      [{ type: 'fun', pattern: 'good' }],
      [{ type: 'obj', pattern: 'good' }],
    ]);
  });

  it('points at what is wrong', () => {
    const [problem] = loaded(entry('Memcheck:Kond', 'fun:f')).problems;
    expect(problem).toMatchObject({
      line: 3,
      column: 13,
      endLine: 3,
      endColumn: 17,
      offset: 22,
      endOffset: 26,
    });
    expect(problem!.message).toBe('Memcheck has no kind "Kond". Did you mean "Cond"?');
  });

  it('warns of obsolete parameters', () => {
    const bytes = entry('Memcheck:Param', 'preadv(vector[...])', 'fun:f');
    expect(loaded(bytes)).toMatchObject({ refused: undefined, problems: [{ severity: 'warning', line: 4 }] });
    expect(loaded(bytes).suppressions).toHaveLength(1);
    expect(loaded(bytes, { version: '3.15' }).problems).toEqual([]);
  });
});

describe('versions', () => {
  const verdict = (version: string, tool: LoadOptions['tool'], numCallers: number, ...lines: string[]) =>
    loaded(entry(...lines), { version, tool, numCallers }).refused?.valgrind.message;
  const many = (count: number) => Array.from({ length: count }, () => 'fun:f');

  it.each([
    ['3.20', 'memcheck', 'Memcheck:ReallocZero', 'unknown tool suppression type'],
    ['3.21', 'memcheck', 'Memcheck:ReallocZero', undefined],
    ['3.21', 'memcheck', 'Memcheck:BadSize', 'unknown tool suppression type'],
    ['3.22', 'memcheck', 'Memcheck:BadSize', undefined],
    ['3.25', 'memcheck', 'Memcheck:UnsafeZeroSize', 'unknown tool suppression type'],
    ['3.26', 'memcheck', 'Memcheck:UnsafeZeroSize', undefined],
    ['3.10', 'memcheck', 'Memcheck:Addr32', 'unknown tool suppression type'],
    ['3.20', 'helgrind', 'Helgrind:Dubious', 'unknown tool suppression type'],
    ['3.21', 'helgrind', 'Helgrind:Dubious', undefined],
    ['3.22', 'memcheck', 'core:PThread', 'unknown core suppression type'],
    ['3.23', 'memcheck', 'core:PThread', undefined],
    ['3.22', 'drd', 'core:PThread', undefined],
    ['3.22', 'memcheck', 'CoreError:Nonsense', undefined],
    ['3.23', 'memcheck', 'CoreError:Nonsense', 'unknown core suppression type'],
    ['3.23', 'drd', 'CoreError:FdBadClose', undefined],
    ['3.24', 'drd', 'CoreError:FdBadUse', 'unknown core suppression type'],
    ['3.25', 'drd', 'CoreError:FdBadUse', undefined],
    ['3.28', 'memcheck', 'Memcheck,CoreError:Cond', 'unknown core suppression type'],
    ['3.28', 'memcheck', 'Memcheck,core:Cond', undefined],
    ['3.28', 'none', 'CoreError:FdNotClosed', undefined],
    ['3.28', 'none', 'CoreError:Cond', 'unknown core suppression type'],
    ['3.28', 'none', 'Nulgrind:Cond', undefined],
    ['3.22', 'none', 'CoreError:Cond', undefined],
    ['3.15', 'exp-sgcheck', 'exp-sgcheck:Kond', 'unknown tool suppression type'],
    ['3.16', 'exp-sgcheck', 'exp-sgcheck:Kond', undefined],
  ] as const)('%s %s %s: %s', (version, tool, head, message) => {
    expect(verdict(version, tool, 12, head, 'fun:f')).toBe(message);
  });

  it('knows since when there is src:, match-leak-kinds:, and how many locations there may be', () => {
    expect(verdict('3.13', 'memcheck', 12, 'Memcheck:Cond', 'src:f')).toBe(
      'location should be "...", or should start with "fun:" or "obj:"',
    );
    expect(verdict('3.14', 'memcheck', 12, 'Memcheck:Cond', 'src:f')).toBeUndefined();
    expect(verdict('3.8', 'memcheck', 12, 'Memcheck:Leak', 'match-leak-kinds: all', 'fun:f')).toMatch(
      /^location/,
    );
    expect(verdict('3.9', 'memcheck', 12, 'Memcheck:Leak', 'match-leak-kinds: all', 'fun:f')).toBeUndefined();
    expect(verdict('3.11', 'memcheck', 25, 'Memcheck:Cond', ...many(25))).toBe(
      'too many callers in stack trace',
    );
    expect(verdict('3.12', 'memcheck', 25, 'Memcheck:Cond', ...many(25))).toBeUndefined();
  });
});

describe('loadSet', () => {
  it('reads files in order, and names the first refusal', () => {
    const good = { name: 'good.supp', bytes: entry('Memcheck:Cond', 'fun:f') };
    const bad = { name: 'bad.supp', bytes: entry('Memcheck:Kond', 'fun:f') };
    const worse = { name: 'worse.supp', bytes: 'x\n' };
    const { suppressions, problems, refused } = loadSet([good, bad, worse, good], { tool: 'memcheck' });
    expect(suppressions.map(({ file }) => file)).toEqual(['good.supp', 'good.supp']);
    expect(problems.map(({ file }) => file)).toEqual(['bad.supp', 'worse.supp']);
    expect(refused).toBe(problems[0]);
  });
});

// Sizes that a second look at the same lines would not survive.
describe('very long files', () => {
  it.each([
    ['entries', entry('Memcheck:Cond', 'fun:f'), 100_000],
    ['foreign entries that are not closed', '{\na\nX:Y\n', 200_000],
    ['own entries that are not closed', '{\na\nMemcheck:Cond\nfun:f\n', 200_000],
    ['opening braces', '{\n', 500_000],
    ['closing braces', '}\n', 500_000],
    ['entries without kind', '{\na\nb\n', 200_000],
  ])('%s', (_what, piece, count) => {
    expect(loaded(piece.repeat(count)).problems.length).toBeLessThanOrEqual(count);
  });
});

describe('what to do', () => {
  it.each([
    ['\xEF\xBB\xBF{\n', 'byte order mark'],
    ['{\rname\rMemcheck:Cond\r', 'carriage return alone'],
    ['# c', 'needs a newline after it'],
    ['{ x\n', 'Move the rest to the next line'],
    ['}\n', 'closes nothing'],
    ['{\nname\nMemcheck:Cond\nfun:f\n} ', 'Add a newline at the end'],
    ['{\nname\nMemcheck:Cond\nfun:f\n} x\n', 'alone on its line'],
    ['{\nname\nMemcheck:Cond\nfun:f\n{\n', 'is not closed'],
    ['{\nname\nMemcheck:Param\n}\n{\n', 'lacks its parameter line'],
    [entry('Memcheck:Cond', 'Fun:f'), 'Write "fun:" in lower case'],
    [entry('Memcheck:Cond', '....'), 'three dots'],
    [entry('Memcheck:Cond', 'match-leak-kinds: all'), 'Only an entry of the kind "Leak"'],
    [entry('Memcheck:Leak', 'src:f'), 'Put "match-leak-kinds: all" before it'],
    [entry('Memcheck:Race', 'fun:f'), 'Write "Helgrind:Race"'],
    [entry('Memcheck:InvalidSize', 'fun:f'), 'Did you mean "BadSize"'],
    [entry('Memcheck:Value', 'fun:f'), 'Did you mean "Value8"'],
    [entry('Memcheck:InvalidRead', 'fun:f'), 'Did you mean "Addr8"'],
    [entry('Memcheck:SorG', 'fun:f'), 'It has Param'],
  ])('with %j: %s', (bytes, advice) => {
    expect(loaded(bytes).problems[0]!.message).toContain(advice);
  });

  it('names the version that a kind needs', () => {
    expect(loaded(entry('Memcheck:BadAlign', 'fun:f'), { version: '3.19' }).problems[0]!.message).toBe(
      'Memcheck:BadAlign is known from Valgrind 3.22 on; the target version is 3.19.',
    );
  });
});
